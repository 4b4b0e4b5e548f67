import { Tabs } from 'radix-ui'
import { type KeyboardEvent, useRef } from 'react'
import { useStore } from 'zustand'
import { DraftBar } from './drafts/draft-bar'
import { useDrafts } from './drafts/use-drafts'
import styles from './editor-pane.module.css'
import { FileTabs } from './file-tabs'
import { ProblemsPanel } from './problems-panel'
import { type Profile, useProfileHints } from './profile/use-profile-hints'
import type { OpenProject } from './project/create-project'
import type { Facts } from './rules/rule'
import { SettingsMenu } from './settings-menu'
import { type Failure, useFailure } from './use-failure'
import { jump, useMonaco } from './use-monaco'
import { useProblems } from './use-problems'
import { type CheckReadme, useReadmeCheck } from './use-readme-check'
import { useRules } from './use-rules'
import { type EditedContent, useRuns } from './use-runs'
import { useTypeMarkers } from './use-type-markers'
import { useVim } from './use-vim'
import { useWgsl } from './wgsl/use-wgsl'

export interface EditorPaneProps {
  project: OpenProject
  /** The edited files, as written and compiled to JavaScript. */
  onRun(content: EditedContent): void
  /** Keeps it, and says so in a few words. Rejects with an `Error` when it cannot be kept. */
  onSave(content: EditedContent): Promise<string>
  onClose(): void
  /** Why what runs did not start, or its last run failed; the same object for as long as it is the same failure. */
  failure?: Failure | undefined
  /** The demo did not start: there is no result that would say why. */
  down?: boolean
  checkReadme: CheckReadme
  /** What past runs told of its GPU functions. */
  facts: Facts
  /** How long they took, which stands beside them. */
  profile: Profile
}

/** Monaco beside the running demo. Ctrl+Enter compiles and runs, Ctrl+S keeps. */
export function EditorPane(props: EditorPaneProps) {
  const { project, onRun, onSave, onClose, failure, down, checkReadme, facts } = props
  const element = useRef<HTMLDivElement>(null)
  const vimBar = useRef<HTMLDivElement>(null)
  // Its texts change with each key, which this shows nothing of.
  const active = useStore(project.state, (state) => state.active)
  const view = useMonaco(element, project, { onRun: () => void run(), onSave: () => void save() })
  const { drafts, role } = useDrafts(project, view)
  const { refused, said, run, save } = useRuns({ project, view, onRun: keepAndRun, onSave })

  const problems = useProblems(project)
  const rulesFailure = useRules(project, facts)
  useProfileHints(view, props.profile)
  useTypeMarkers(project)
  useWgsl(project)
  useReadmeCheck(project, checkReadme)
  useFailure(project, failure)
  const vimFailure = useVim(view, vimBar, () => void save())

  function keepAndRun(content: EditedContent): void {
    drafts?.keep('run')
    onRun(content)
  }

  /** The same keys as in the text, from its tabs and buttons. */
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return
    if (event.key === 'Enter') void run()
    else if (event.key === 's') void save()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole editor; all that they do has buttons
    <div className={styles.pane} onKeyDown={onKey}>
      <Tabs.Root className={styles.files} value={active} onValueChange={project.open}>
        <FileTabs project={project} readOnly={role !== 'writer'} onWrite={() => view?.focus()}>
          <SettingsMenu />
          <button type="button" className={styles.button} title="Ctrl S" onClick={() => void save()}>
            Save
          </button>
          <button
            type="button"
            className={styles.run}
            disabled={view === undefined}
            title="Ctrl ⏎"
            onClick={() => void run()}
          >
            Save and run
          </button>
          <button type="button" className={styles.close} aria-label="Close the editor" onClick={onClose}>
            ×
          </button>
        </FileTabs>
        {drafts !== undefined && <DraftBar project={project} drafts={drafts} onRun={() => void run()} />}
        <Tabs.Content className={styles.text} value={active} tabIndex={-1}>
          <div ref={element} className={styles.code} data-ready={view !== undefined && role !== 'opening'} />
          <p className={styles.said} role="status">
            {said}
          </p>
        </Tabs.Content>
      </Tabs.Root>
      <div ref={vimBar} className={styles.vim} />
      <ProblemsPanel
        problems={problems}
        refused={refused}
        failure={rulesFailure ?? vimFailure}
        onJump={(problem) => jump(view, project, problem)}
        onRunAnyway={() => void run(true)}
      />
      {refused.length === 0 && down && failure !== undefined && (
        <p className={styles.errors} role="alert">
          {failure.message}
        </p>
      )}
    </div>
  )
}
