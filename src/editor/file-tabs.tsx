import { DropdownMenu, Tabs } from 'radix-ui'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import styles from './file-tabs.module.css'
import { NameForm } from './name-form'
import type { SourceFile } from './project'
import type { OpenProject } from './project/create-project'
import { HANDLER } from './project/file-names'

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

/** The files of a demo: which one is in view, and what can be done with them. It is part of a `Tabs.Root`. */
export function FileTabs({ project, readOnly, onWrite, children }: Props) {
  const active = useStore(project.state, (state) => state.active)
  const paths = useStore(
    project.state,
    useShallow(({ files }) => files.map(({ path }) => path)),
  )
  const [asked, setAsked] = useState<Asked>()
  const [deleted, setDeleted] = useState<SourceFile>()

  useEffect(() => {
    // Its name is taken again: what is there is another file.
    if (paths.some((path) => path === deleted?.path)) setDeleted(undefined)
  }, [paths, deleted])

  function rename(path: string): void {
    if (path !== HANDLER && !readOnly) setAsked({ what: 'rename', path })
  }
  function remove(path: string): void {
    if (path === HANDLER || readOnly) return
    setDeleted(project.state.getState().files.find((file) => file.path === path))
    project.remove(path)
  }
  function give(name: string): void {
    if (asked?.what === 'rename') project.rename(asked.path, name)
    else project.add(name, name.endsWith('.json') ? '{}\n' : '')
    setAsked(undefined)
    onWrite()
  }
  function undo(): void {
    if (deleted !== undefined) project.add(deleted.path, deleted.source)
    setDeleted(undefined)
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
        {deleted !== undefined && (
          <p className={styles.line}>
            {deleted.path} is deleted.
            <button type="button" className={styles.button} onClick={undo}>
              Undo
            </button>
            <button
              type="button"
              className={styles.button}
              aria-label="Dismiss"
              onClick={() => setDeleted(undefined)}
            >
              ×
            </button>
          </p>
        )}
      </div>
    </>
  )
}
