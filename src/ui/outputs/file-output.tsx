import { useMemo } from 'react'
import { fileName } from '../elements/save-file'
import { useObjectUrl } from '../elements/use-object-url'
import { formatBytes } from '../format/bytes'
import { Misfit } from './misfit'
import styles from './outputs.module.css'

export function FileOutput({ label, value }: { label: string; value: unknown }) {
  if (!(value instanceof Blob)) return <Misfit wants="a File or a Blob" value={value} />
  return <FileLink file={value} name={nameOf(value, label)} />
}

/** To be saved, never to be opened: a page of the handler's making would be one of this site. */
function FileLink({ file, name }: { file: Blob; name: string }) {
  const bytes = useMemo(() => file.slice(0, file.size, 'application/octet-stream'), [file])
  const url = useObjectUrl(bytes)
  return (
    <a className={styles.file} href={url} download={name}>
      <span aria-hidden="true">↓</span>
      <span className={styles.fileName}>{name}</span>
      <span className={`${styles.size} num`}>{formatBytes(file.size)}</span>
    </a>
  )
}

function nameOf(value: Blob, label: string): string {
  return value instanceof File && value.name !== '' ? value.name : fileName(label, 'bin')
}
