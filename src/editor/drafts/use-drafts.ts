import { useEffect, useState } from 'react'
import { editor } from '../monaco'
import type { OpenProject } from '../project/create-project'
import type { View } from '../use-monaco'
import { bindProject } from './bind-project'
import type { Drafts } from './drafts'
import type { Role } from './seat'

const { ShowLightbulbIconMode } = editor

/** Drafts of a project for as long as its editor is open, and whether that can be typed into. */
export function useDrafts(
  project: OpenProject,
  view: View | undefined,
): { drafts: Drafts | undefined; role: Role } {
  const [drafts, setDrafts] = useState<Drafts>()
  const [role, setRole] = useState<Role>('opening')

  useEffect(() => {
    const leave = bindProject(project, setDrafts)
    return () => {
      setDrafts(undefined)
      leave()
    }
  }, [project])

  useEffect(() => {
    const follow = (): void => {
      const { role: now } = drafts?.state.getState().seat ?? { role: 'opening' as const }
      setRole(now)
      const writes = now === 'writer'
      view?.updateOptions({
        readOnly: !writes,
        // Monaco asks nobody for quick fixes of what is read-only, and looks again when this changes, not when that does.
        lightbulb: { enabled: writes ? ShowLightbulbIconMode.OnCode : ShowLightbulbIconMode.Off },
        readOnlyMessage: {
          value: now === 'follower' ? 'It is edited in another tab.' : 'Looking for a draft…',
        },
      })
    }
    follow()
    return drafts?.state.subscribe(follow)
  }, [drafts, view])

  return { drafts, role }
}
