import { useId, useState } from 'react'
import { Button } from '../elements/button'
import styles from './add-panel.module.css'
import { DTYPES, type Dtype, hubSource } from './naming'

export function AddFromHub({ onAdd }: { onAdd(source: string): void }) {
  const id = useId()
  const [repository, setRepository] = useState('')
  const [revision, setRevision] = useState('')
  const [dtype, setDtype] = useState<Dtype>('q4')
  const [tried, setTried] = useState(false)
  const source = hubSource(repository.trim(), revision.trim(), dtype)
  return (
    <form
      className={styles.form}
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(source === undefined)
        if (source === undefined) return document.getElementById(id)?.focus()
        onAdd(source)
        setRepository('')
      }}
    >
      <h2 id={`${id}-title`}>From the hub</h2>
      <label htmlFor={id}>Model</label>
      <input
        id={id}
        className="num"
        placeholder="org/name"
        autoComplete="off"
        spellCheck={false}
        value={repository}
        aria-invalid={tried && source === undefined}
        aria-describedby={`${id}-source`}
        onChange={(event) => setRepository(event.target.value)}
      />
      <div className={styles.pair}>
        <div>
          <label htmlFor={`${id}-revision`}>Revision</label>
          <input
            id={`${id}-revision`}
            className="num"
            placeholder="main"
            autoComplete="off"
            spellCheck={false}
            value={revision}
            onChange={(event) => setRevision(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor={`${id}-dtype`}>Data type</label>
          <select
            id={`${id}-dtype`}
            className="num"
            value={dtype}
            onChange={({ target }) => setDtype(DTYPES.find((known) => known === target.value) ?? 'fp32')}
          >
            {DTYPES.map((known) => (
              <option key={known}>{known}</option>
            ))}
          </select>
        </div>
      </div>
      <p id={`${id}-source`} className={tried && source === undefined ? styles.problem : styles.hint}>
        {source === undefined ? (
          'The id of a model with an onnx folder: org/name.'
        ) : (
          <>
            A handler names it <code>{source}</code>
          </>
        )}
      </p>
      <Button look="go" type="submit">
        Add from the hub
      </Button>
    </form>
  )
}
