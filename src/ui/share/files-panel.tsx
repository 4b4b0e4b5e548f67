import { useState } from 'react'
import type { SharedDemo } from '../../host/share/shared-demo'
import { formatBytes } from '../format/bytes'
import { CodeOutput } from '../outputs/code-output'
import styles from './share.module.css'

export interface ShownFile {
  path: string
  text: string
}

const LANGUAGES: Record<string, string> = { ts: 'TypeScript', json: 'JSON', wgsl: 'WGSL', md: 'Markdown' }

/** The handler first, then what it may import, then texts. */
export function filesOf({ sources, texts }: SharedDemo): readonly ShownFile[] {
  const code = sources.map(({ path, source }) => ({ path, text: source }))
  const handler = code.filter(({ path }) => path === 'handler.ts')
  return [...handler, ...code.filter(({ path }) => path !== 'handler.ts'), ...texts]
}

/** Every file as it is written; one is drawn when it is opened. */
export function FilesPanel({ files }: { files: readonly ShownFile[] }) {
  return (
    <div className={styles.list}>
      {files.map((file, at) => (
        <FileView key={file.path} file={file} first={at === 0} />
      ))}
    </div>
  )
}

function FileView({ file: { path, text }, first }: { file: ShownFile; first: boolean }) {
  const [open, setOpen] = useState(first)
  const language = LANGUAGES[path.split('.').at(-1) ?? ''] ?? 'text'
  return (
    <details
      className={styles.file}
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <code>{path}</code> <span className="num">{formatBytes(text.length)}</span>
      </summary>
      {open && <CodeOutput label={path} language={language} value={text} />}
    </details>
  )
}
