import { useId, useState } from 'react'
import { Button } from '../elements/button'
import styles from './add-panel.module.css'

export function AddFromUrl({ onAdd }: { onAdd(source: string): void }) {
  const id = useId()
  const [url, setUrl] = useState('')
  const [tried, setTried] = useState(false)
  const empty = url.trim() === ''
  return (
    <form
      className={styles.form}
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(empty)
        if (empty) return document.getElementById(id)?.focus()
        onAdd(url.trim())
        setUrl('')
      }}
    >
      <h2 id={`${id}-title`}>From a URL</h2>
      <label htmlFor={id}>Address of an .onnx file</label>
      <input
        id={id}
        className="num"
        placeholder="https://… or models/digits/onnx/model.onnx"
        autoComplete="off"
        spellCheck={false}
        value={url}
        aria-invalid={tried && empty}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setUrl(event.target.value)}
      />
      <p id={`${id}-hint`} className={tried && empty ? styles.problem : styles.hint}>
        {tried && empty
          ? 'An address is missing.'
          : 'Of this site, or of a server that lets other sites read it (CORS). Data files beside it come along.'}
      </p>
      <Button look="go" type="submit">
        Add from this URL
      </Button>
    </form>
  )
}
