import type { SourceFile } from '../project'
import type { OpenProject } from '../project/create-project'
import { createDrafts, type Drafts } from './drafts'
import { createDraftStore } from './store'

/** Of this page. */
export const draftStore = createDraftStore()

const originals = new WeakMap<OpenProject, readonly SourceFile[]>()
/** What is in them could not be kept when their editors were closed. */
const unkept = new WeakSet<OpenProject>()
/** By demo: the editor that was closed last lets go of the lock only when all is kept. */
const closings = new Map<string, Promise<void>>()

/** What the demo was when its editor was first opened: as it ships, or as it was kept with an own one. */
export function originalOf(project: OpenProject): readonly SourceFile[] {
  const known = originals.get(project)
  if (known !== undefined) return known
  const { files } = project.state.getState()
  originals.set(project, files)
  return files
}

/** Keeps what is typed in a project, and shows in it what is found or comes from other tabs. */
export function bindProject(project: OpenProject, onOpen: (drafts: Drafts) => void): () => void {
  const { demoId } = project
  const original = originalOf(project)
  let left = false
  let end: (() => Promise<void>) | undefined
  const before = closings.get(demoId) ?? Promise.resolve()
  void before.then(() => {
    if (left) return
    const { drafts, close } = open(project, original)
    end = close
    onOpen(drafts)
  })
  return () => {
    left = true
    const closing = end?.()
    if (closing !== undefined) closings.set(demoId, closing)
  }
}

function open(project: OpenProject, original: readonly SourceFile[]) {
  /** What is shown is not typed. */
  let showing = false
  const drafts = createDrafts({
    demo: project.demoId,
    store: draftStore,
    files: project.state.getState().files,
    unkept: unkept.has(project),
    original,
    onShow(files) {
      // The demo was closed in the meantime.
      if (project.closed) return
      showing = true
      try {
        project.replace(files)
      } finally {
        showing = false
      }
    },
  })
  unkept.delete(project)
  const end = project.state.subscribe(({ files }, before) => {
    if (!showing && files !== before.files) drafts.edited(files)
  })
  return {
    drafts,
    async close() {
      end()
      await drafts.close()
      const { edits, kept } = drafts.state.getState().seat
      if (edits > kept) unkept.add(project)
    },
  }
}
