import { useEffect, useRef, useState } from 'react'
import { toWire, type WireError } from '../../host/types'
import { ChooseFiles } from '../elements/choose-files'
import { ErrorCard } from '../elements/error-card'
import { useRooms } from '../host-context'
import { type PickedFile, pickedFiles } from '../models/dropped-files'
import { Frame } from './frame'
import { FromLink } from './from-link'
import { type Imported, importDemo } from './import-demo'
import { ImportReport } from './import-report'
import styles from './own-demos.module.css'
import { useOpenLink } from './use-open-link'
import { tellMade, useOpenOwn } from './use-open-own'

interface Props {
  picked: Promise<readonly PickedFile[]> | undefined
  onPick(files: Promise<readonly PickedFile[]>): void
  onClose(): void
}

type At =
  | { at: 'choosing' }
  | { at: 'working'; step: string }
  | { at: 'refused'; error: WireError }
  | { at: 'done'; imported: Imported }

/**
 * Takes a demo from a folder or a zip of the visitor's own; one with nothing to tell of opens at once. What comes by a link is
 * somebody else's, and is shown first.
 */
export function ImportDialog({ picked, onPick, onClose }: Props) {
  const { host } = useRooms()
  const { own } = host
  const openOwn = useOpenOwn()
  const [state, setState] = useState<At>({ at: 'choosing' })
  const open = useRef(openOwn)
  open.current = openOwn
  const openLink = useOpenLink()
  const show = async (address: string) => {
    setState({ at: 'working', step: 'Fetching it…' })
    try {
      await openLink(address)
    } catch (thrown) {
      setState({ at: 'refused', error: toWire(thrown, 'DemoRefused') })
    }
  }

  useEffect(() => {
    if (picked === undefined) return
    const left = new AbortController()
    const { signal } = left
    const tell = (next: At) => {
      if (!signal.aborted) setState(next)
    }
    const take = async () => {
      tell({ at: 'working', step: 'Reading the files…' })
      const [files, demos] = await Promise.all([picked, own.open()])
      const imported = await importDemo(files, demos, (step) => tell({ at: 'working', step }), signal)
      const { told, left, errors, card } = imported
      // It is kept already; nobody waits for it here any more.
      if (signal.aborted) tellMade(host, card.id)
      else if (told.length + left.length + errors.length === 0)
        await open.current(card.id, { editing: false })
      else tell({ at: 'done', imported })
    }
    take().catch((thrown: unknown) => tell({ at: 'refused', error: toWire(thrown, 'DemoRefused') }))
    return () => left.abort()
  }, [picked, own, host])

  return (
    <Frame title="Import a demo" onClose={onClose}>
      {state.at === 'refused' && <ErrorCard error={{ ...state.error, stack: '' }} />}
      {state.at === 'working' && <output className={styles.working}>{state.step}</output>}
      {state.at === 'done' ? (
        <ImportReport
          imported={state.imported}
          onOpen={(editing) => void openOwn(state.imported.card.id, { editing })}
        />
      ) : (
        <>
          <Choose disabled={state.at === 'working'} onPick={(files) => onPick(Promise.resolve(files))} />
          <FromLink disabled={state.at === 'working'} onOpen={(address) => void show(address)} />
        </>
      )}
    </Frame>
  )
}

function Choose({ disabled, onPick }: { disabled: boolean; onPick(files: PickedFile[]): void }) {
  return (
    <>
      <ChooseFiles
        title="Drop a folder or a .zip anywhere on this page"
        choose="Choose a .zip"
        accept=".zip"
        disabled={disabled}
        onFiles={(files) => onPick(pickedFiles(files))}
      >
        A README.md with a card, as on Hugging Face Spaces, and a handler.ts with what it imports.
      </ChooseFiles>
      <p className={styles.hint}>
        Files that are taken: .ts, .json, .wgsl and .md; at most 200, of 20 MB together. They stay on this
        device. The handler runs in the same sandbox as every demo here.
      </p>
    </>
  )
}
