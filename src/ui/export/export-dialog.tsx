import { useState } from 'react'
import { useStore } from 'zustand'
import type { SiteExport } from '../../host/exported/export-site'
import type { Session } from '../demo/session'
import { Button } from '../elements/button'
import { formatBytes } from '../format/bytes'
import { useRooms } from '../host-context'
import { Frame } from '../own-demos/frame'
import { ContentsTable } from './contents-table'
import styles from './export.module.css'
import { ExportRefused } from './export-refused'
import { ModelsChoice } from './models-choice'
import { useExport } from './use-export'
import { WritingStatus } from './writing-status'

interface Props {
  session: Session
  onClose(): void
  /** Where the focus goes then; absent: to where it was. */
  onClosed?: () => void
}

/** Makes a zip of one demo as a site of its own. */
export function ExportDialog({ session, onClose, onClosed }: Props) {
  const { own } = useRooms().host
  const { card, state } = session.demo
  const { files, edited } = useStore(state)
  const { preparing, writing, write, stop } = useExport(card, files, own)
  return (
    <Frame
      title={`Export ${card.title} as a site`}
      onClose={onClose}
      {...(onClosed !== undefined && { onClosed })}
    >
      <p className={styles.about}>
        A zip of plain files: the demo alone on a page{edited && ', with your edits'}, and what runs it. No
        server behind it, no account.
      </p>
      {preparing.state === 'preparing' && <output className={styles.about}>Looking what it needs…</output>}
      {preparing.state === 'failed' && <ExportRefused error={preparing.error} />}
      {preparing.state === 'ready' && (
        <Ready site={preparing.site} writing={writing} onWrite={write} onStop={stop} />
      )}
      <Serving />
    </Frame>
  )
}

interface ReadyProps {
  site: SiteExport
  writing: ReturnType<typeof useExport>['writing']
  onWrite(modelsFrom: string | undefined): Promise<void>
  onStop(): void
}

function Ready({ site, writing, onWrite, onStop }: ReadyProps) {
  const [modelsFrom, setModelsFrom] = useState<string>()
  const busy = writing.state === 'writing'
  return (
    <>
      <ContentsTable site={site} modelsFrom={modelsFrom} />
      {site.models.length > 0 && (
        <ModelsChoice site={site} chosen={modelsFrom} disabled={busy} onChoose={setModelsFrom} />
      )}
      <WritingStatus writing={writing} />
      <div className={styles.buttons}>
        {busy ? (
          <Button onClick={onStop}>Stop</Button>
        ) : (
          <Button look="go" onClick={() => void onWrite(modelsFrom)}>
            {writing.state === 'done'
              ? 'Make it again'
              : `Make the zip (${formatBytes(site.bytes(modelsFrom))} unpacked)`}
          </Button>
        )}
      </div>
    </>
  )
}

function Serving() {
  return (
    <section className={styles.serving}>
      <h3>How to serve it</h3>
      <ul>
        <li>Any static server: unpack it and serve the folder, over https or on localhost.</li>
        <li>Hugging Face: a new Space, SDK “Static”. Upload all the files; README.md is its card.</li>
        <li>Any path of a host will do. Demos on one host share its GPU pool and its quota.</li>
      </ul>
    </section>
  )
}
