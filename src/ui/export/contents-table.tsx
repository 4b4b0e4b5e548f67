import type { ReactNode } from 'react'
import type { SiteExport } from '../../host/exported/export-site'
import type { Kind, Part } from '../../host/exported/selection'
import { formatBytes } from '../format/bytes'
import styles from './export.module.css'

const NAMES: Record<Kind, string> = {
  page: 'Page',
  runner: 'Runner, scheduler, staging',
  libraries: 'SDK',
  engine: 'ONNX Runtime',
  viewer3d: '3D viewer',
}

/** What an export is made of, with its bytes as they are served. */
export function ContentsTable({ site, modelsFrom }: { site: SiteExport; modelsFrom: string | undefined }) {
  const total = site.bytes(modelsFrom)
  const models = modelsFrom === undefined ? site.models : []
  const rows = [
    ...site.parts.map((part) => ({ name: nameOf(part), bytes: sum(part.files) })),
    ...models.map(({ name, files }) => ({ name: `Model ${name}`, bytes: sum(files) })),
    ...site.dropped.map(({ source, entries }) => ({
      name: `Model ${source}, from this browser`,
      bytes: sum(entries),
    })),
  ]
  const counted = sum(rows)
  return (
    <table className={styles.contents}>
      <caption className="unseen">What is in it</caption>
      <tbody>
        {rows.map(({ name, bytes }) => (
          <Row key={name} name={name}>
            {formatBytes(bytes)}
          </Row>
        ))}
        <Row name="The demo, its README and all licences">{formatBytes(total - counted)}</Row>
        {modelsFrom !== undefined &&
          site.models.map(({ name }) => (
            <Row key={name} name={`Model ${name}`}>
              from this site
            </Row>
          ))}
        {site.hub.map((model) => (
          <Row key={model} name={`Model ${model}`}>
            from the hub
          </Row>
        ))}
      </tbody>
      <tfoot>
        <Row name="In all">{formatBytes(total)}</Row>
      </tfoot>
    </table>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">{children}</td>
    </tr>
  )
}

function nameOf({ kind, names }: Part): string {
  if (kind === 'engine') return `${NAMES.engine}, a build for each kind of browser`
  return [NAMES[kind], ...names].join(', ')
}

function sum(parts: readonly { bytes: number }[]): number {
  return parts.reduce((total, { bytes }) => total + bytes, 0)
}
