import { Suspense, use, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { EditorPane } from '../../editor/editor-pane'
import { factsOf } from '../../editor/facts-of'
import { readmeProblems } from '../../host/own/readme-problems'
import type { DemoContent } from '../../host/types'
import { usePool, useRooms } from '../host-context'
import { LazyProfile } from '../profile/profile-link'
import { projectOf } from './project-of'
import type { Session } from './session'
import { useFailureOf } from './use-failure-of'

interface Props {
  session: Session
  /** Runs the demo once its edited files have booted. */
  again(): void
}

/** The editor of a demo: gives what is written to the demo, and what became of it to the editor. */
export function EditorView({ session, again }: Props) {
  const { demo } = session
  const { own } = useRooms().host
  const project = use(projectOf(session, own))
  const { at, pastRuns } = useStore(demo.state)
  const capSeconds = usePool().pool?.quota.capSeconds
  const facts = useMemo(() => factsOf(pastRuns, capSeconds), [pastRuns, capSeconds])
  const failure = useFailureOf(session)
  /** The GPU function whose last runs are shown. */
  const [profiled, setProfiled] = useState<string>()

  async function save(content: DemoContent): Promise<string> {
    const { id } = demo.card
    if (!own.state.getState().cards.some((card) => card.id === id)) return 'Ctrl ⏎ runs it.'
    await (await own.open()).keep(id, content)
    return 'Saved. Ctrl ⏎ runs it.'
  }

  return (
    <>
      <EditorPane
        project={project}
        facts={facts}
        profile={{ runs: pastRuns, onShow: setProfiled }}
        failure={failure}
        down={at.phase === 'failed'}
        checkReadme={readmeProblems}
        onRun={(content) => session.edit(content, again)}
        onSave={save}
        onClose={() => session.showEditor(false)}
      />
      {profiled !== undefined && (
        <Suspense>
          <LazyProfile
            session={session}
            leases={(pastRuns.get(profiled) ?? []).slice(-5)}
            onClose={() => setProfiled(undefined)}
          />
        </Suspense>
      )}
    </>
  )
}
