import { DropdownMenu, Tabs } from 'radix-ui'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { FileNotice } from './file-notice'
import styles from './file-tabs.module.css'
import { NameForm } from './name-form'
import type { SourceFile } from './project'
import type { OpenProject } from './project/create-project'
import { HANDLER, wrongName } from './project/file-names'
import { renameFile } from './rename/rename-file'

interface Props {
  project: OpenProject
  /** No file is made, renamed or deleted now. */
  readOnly: boolean
  /** A file was made or chosen: whoever did it wants to write in it. */
  onWrite(): void
  /** What else stands in the row. */
  children: ReactNode
}

type Asked = { what: 'new' } | { what: 'rename'; path: string }

/** What can be taken back; `changed` are the files whose imports were changed with the name. */
type Done =
  | { what: 'deleted'; file: SourceFile }
  | { what: 'renamed'; from: string; to: string; changed: readonly string[] }

/** The files of a demo: which one is in view, and what can be done with them. It is part of a `Tabs.Root`. */
export function FileTabs({ project, readOnly, onWrite, children }: Props) {
  const active = useStore(project.state, (state) => state.active)
  const paths = useStore(
    project.state,
    useShallow(({ files }) => files.map(({ path }) => path)),
  )
  const [asked, setAsked] = useState<Asked>()
  const [done, setDone] = useState<Done>()

  useEffect(() => {
    if (done !== undefined && isPast(done, paths)) setDone(undefined)
  }, [paths, done])

  function rename(path: string): void {
    if (path !== HANDLER && !readOnly) setAsked({ what: 'rename', path })
  }
  function remove(path: string): void {
    if (path === HANDLER || readOnly) return
    const file = project.state.getState().files.find((each) => each.path === path)
    project.remove(path)
    setDone(file && { what: 'deleted', file })
  }
  async function give(name: string): Promise<void> {
    if (asked?.what === 'rename') await move(asked.path, name)
    else project.add(name, name.endsWith('.json') ? '{}\n' : '')
    setAsked(undefined)
    onWrite()
  }
  async function move(from: string, to: string): Promise<void> {
    const changed = await renameFile(project, from, to)
    // Where nothing else changed, the tab says it all.
    setDone(changed.length === 0 ? undefined : { what: 'renamed', from, to, changed })
  }
  async function undo(): Promise<void> {
    setDone(undefined)
    if (done?.what === 'deleted') project.add(done.file.path, done.file.source)
    // Its old name is free: with that taken, this is not offered.
    else if (done !== undefined) await renameFile(project, done.to, done.from)
    onWrite()
  }

  const onKey = (path: string) => (event: KeyboardEvent) => {
    if (event.key === 'F2') rename(path)
    else if (event.key === 'Delete') remove(path)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className={styles.bar}>
        <div className={styles.row}>
          <Tabs.List className={styles.tabs} aria-label="Files">
            {paths.map((path) => (
              <Tabs.Trigger
                key={path}
                value={path}
                className={styles.tab}
                onKeyDown={onKey(path)}
                onDoubleClick={() => rename(path)}
              >
                {path}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <button
            type="button"
            className={styles.button}
            aria-label="New file"
            title="New file"
            disabled={readOnly}
            onClick={() => setAsked({ what: 'new' })}
          >
            +
          </button>
          <DropdownMenu.Root modal={false}>
            <DropdownMenu.Trigger
              className={styles.button}
              aria-label={`More of ${active}`}
              disabled={readOnly}
              title="Rename, delete"
            >
              <span aria-hidden="true">⋯</span>
            </DropdownMenu.Trigger>
            <DropdownMenu.Content className={styles.menu} align="start" sideOffset={4}>
              <DropdownMenu.Item
                className={styles.item}
                disabled={active === HANDLER}
                onSelect={() => rename(active)}
              >
                Rename… <kbd>F2</kbd>
              </DropdownMenu.Item>
              <DropdownMenu.Item
                className={styles.item}
                disabled={active === HANDLER}
                onSelect={() => remove(active)}
              >
                Delete <kbd>Del</kbd>
              </DropdownMenu.Item>
            </DropdownMenu.Content>
          </DropdownMenu.Root>
        </div>
        <div className={styles.actions}>{children}</div>
      </div>
      {asked !== undefined && (
        <NameForm
          key={asked.what === 'new' ? '' : asked.path}
          label={asked.what === 'new' ? 'Name of the new file' : `New name of ${asked.path}`}
          name={asked.what === 'new' ? '' : asked.path}
          action={asked.what === 'new' ? 'Create' : 'Rename'}
          onName={give}
          onCancel={() => {
            setAsked(undefined)
            onWrite()
          }}
        />
      )}
      <div role="status">
        {done !== undefined && (
          <FileNotice onUndo={() => void undo()} onDismiss={() => setDone(undefined)}>
            {sentenceOf(done)}
          </FileNotice>
        )}
      </div>
    </>
  )
}

function sentenceOf(done: Done): string {
  if (done.what === 'deleted') return `${done.file.path} is deleted.`
  return `${done.from} is now ${done.to}. Imports changed in ${done.changed.join(', ')}.`
}

/** The file is gone, or its name is taken again: it cannot be taken back. */
function isPast(done: Done, paths: readonly string[]): boolean {
  if (done.what === 'deleted') return wrongName(done.file.path, paths) !== undefined
  const others = paths.filter((path) => path !== done.to)
  return others.length === paths.length || wrongName(done.from, others) !== undefined
}
