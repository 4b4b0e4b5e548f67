import type { Edit } from '../rules/reading/edit'

/** What changes in one file of a demo when a file is renamed. */
export interface FileEdits {
  /** As it is before. */
  path: string
  edits: readonly Edit[]
}

/** A file of a demo, and the path that it gets. */
export interface Renaming {
  /** URI of the demo's folder, with `/` at its end. */
  folder: string
  from: string
  to: string
}
