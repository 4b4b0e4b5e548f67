import type { ModelSummary } from '../../host/types'
import { formatBytes } from '../format/bytes'
import { formatAgo } from './ago'
import styles from './model-page.module.css'
import { useWallClock } from './use-library'

/** The figures that people compare models by, in one line. */
export function ModelFacts({ staged }: { staged: NonNullable<ModelSummary['staged']> }) {
  const now = useWallClock()
  const { about } = staged
  const facts: [string, string, string?][] = [
    ['on disk', formatBytes(staged.bytes)],
    [
      'streamed to the GPU',
      formatBytes(staged.weightBytes),
      'Weights that an attach writes into GPU buffers',
    ],
    ['tensors', String(staged.tensors)],
  ]
  if (staged.external !== undefined) facts.push(['attached by', 'external data', staged.external])
  if (about !== undefined) {
    facts.push(
      ['operators', String(about.operators.reduce((sum, [, count]) => sum + count, 0))],
      [
        'opset',
        about.opsets
          .map(([domain, version]) => (domain === '' ? `${version}` : `${domain} ${version}`))
          .join(', '),
      ],
      ['IR version', String(about.irVersion)],
    )
  }
  facts.push(['staged', formatAgo(staged.stagedAt, now)], ['last use', formatAgo(staged.usedAt, now)])
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value, meaning]) => (
        <div key={name} title={meaning}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
