import { createProject, type OpenProject } from '../../editor/project/create-project'
import type { Own } from '../../host/types'
import type { Session } from './session'
import { filesOf, textsOf, written } from './written'

const projects = new WeakMap<Session, Promise<OpenProject>>()
/** By the ids of their demos: Monaco has one file of a name. */
const open = new Map<string, OpenProject>()

/** What an editor holds of a demo, from its first editor until the demo is closed. */
export function projectOf(session: Session, own: Own): Promise<OpenProject> {
  const known = projects.get(session)
  if (known !== undefined) return known
  const made = openProject(session, own)
  projects.set(session, made)
  made.catch(() => projects.delete(session))
  return made
}

async function openProject({ demo, state }: Session, own: Own): Promise<OpenProject> {
  const { id } = demo.card
  const texts = await textsOf(id, own)
  const files = await filesOf(demo.state)
  // The same demo was opened before, and closed.
  open.get(id)?.close()
  const project = createProject({
    demoId: id,
    files: written(files, state.getState().edited?.texts ?? texts),
  })
  open.set(id, project)
  const end = demo.state.subscribe((now, before) => {
    if (now.at.phase === 'closed') {
      end()
      project.close()
      if (open.get(id) === project) open.delete(id)
    } else if (now.files !== undefined && now.files !== before.files) {
      const { edited } = state.getState()
      // What came from here is there; since then it may have been typed on.
      if (edited?.files !== now.files) project.replace(written(now.files, edited?.texts ?? texts))
    }
  })
  return project
}
