/** What an editor holds of one demo: its files as they are written, which of them is in view. */
import type { StoreApi } from 'zustand/vanilla'
import type { FileEdits } from './rename/renaming'

/** A file of a demo as it is written: `handler.ts`, other `.ts`, `.json`, `.wgsl`, and `README.md`. */
export interface SourceFile {
  /** In the demo's folder: `lib/maths.ts`. */
  path: string
  source: string
}

export interface ProjectState {
  /** With what is typed now, in the order of the tabs: `handler.ts` first, `README.md` last. */
  files: readonly SourceFile[]
  /** Path of the file in view. */
  active: string
}

/**
 * The open files of one demo. It lives as long as the demo does, in view or not, and so does what can be undone in it.
 * All changes of names and texts go through it; what Monaco shows are its models.
 */
export interface Project {
  readonly demoId: string
  readonly state: StoreApi<ProjectState>
  /** Shows this file. */
  open(path: string): void
  /** @throws Error with what is wrong of the name: taken, no name of a file that a demo may have */
  add(path: string, source: string): void
  /**
   * @param changes to the texts as they are, told of together with the new name
   * @throws as `add`; `handler.ts` keeps its name
   */
  rename(path: string, to: string, changes?: readonly FileEdits[]): void
  /** `handler.ts` stays. */
  remove(path: string): void
  /** These in place of all that is there; in a file that stays it is an edit, which undo takes back. */
  replace(files: readonly SourceFile[]): void
  /** Idempotent. */
  close(): void
}
