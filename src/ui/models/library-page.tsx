import { useState } from 'react'
import { Link } from 'wouter'
import type { Library } from '../../host/types'
import { Button } from '../elements/button'
import { ErrorCard } from '../elements/error-card'
import { usePageTitle } from '../elements/use-page-title'
import { useRooms } from '../host-context'
import { AddPanel } from './add-panel'
import { AddingStatus } from './adding-status'
import styles from './library-page.module.css'
import { ModelList } from './model-list'
import { StoragePanel } from './storage-panel'
import { useAdding } from './use-adding'
import { useFileDrop } from './use-file-drop'
import { useLibrary } from './use-library'

export function LibraryPage() {
  const { support } = useRooms().host
  const { library, error } = useLibrary()
  const [open, setOpen] = useState(false)
  const adding = useAdding()
  const over = useFileDrop(adding.addFiles)
  usePageTitle('Models')
  return (
    <>
      <div className={styles.title}>
        <div>
          <h1>Models</h1>
          <p className={styles.sub}>
            Staged once, kept in this browser, and streamed to the GPU when a lease is granted.
          </p>
        </div>
        {library !== undefined && (
          <Button
            look={open ? 'plain' : 'go'}
            aria-expanded={open}
            aria-controls="add-model"
            onClick={() => setOpen(!open)}
          >
            {open ? 'Close' : 'Add a model'}
          </Button>
        )}
      </div>
      {error !== undefined && <ErrorCard error={error} />}
      {library === undefined && error === undefined && (
        <p className={styles.sub}>
          {support.ok ? 'Asking for the models of this browser…' : 'Nothing can be staged in this browser.'}
        </p>
      )}
      {library !== undefined && (
        <div className={styles.parts}>
          {open && <AddPanel adding={adding} />}
          <AddingStatus adding={adding} models={library.models} />
          <Models library={library} onAdd={() => setOpen(true)} />
        </div>
      )}
      {over && <div className={styles.over}>Drop to stage the models in it</div>}
    </>
  )
}

function Models({ library, onAdd }: { library: Library; onAdd(): void }) {
  return (
    <>
      {library.models.length === 0 ? (
        <div className={styles.empty}>
          <b>No model is here yet</b>
          <p>
            A demo brings its own when it is opened: choose one in the <Link href="/">gallery</Link>. Or add
            one from the hub, a URL or your files.
          </p>
          <Button onClick={onAdd}>Add the first model</Button>
        </div>
      ) : (
        <ModelList models={library.models} />
      )}
      <StoragePanel library={library} />
    </>
  )
}
