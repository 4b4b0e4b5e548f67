import { useMemo, useState } from 'react'
import { hueOf } from '../hues'
import { Misfit } from '../misfit'
import styles from '../outputs.module.css'
import own from './highlight.module.css'
import { Legend, ScoreLegend } from './legend'
import { readSpans } from './read-spans'
import { SpanView } from './span-view'

interface Props {
  label: string
  legend: boolean
  value: unknown
}

export function HighlightOutput({ label, legend, value }: Props) {
  const read = useMemo(() => readSpans(value), [value])
  const [picked, setPicked] = useState<string>()
  if (!read.ok) return <Misfit {...read} />
  const { spans, categories, scores, cut } = read.parsed
  if (spans.length === 0) return <p className={styles.none}>An empty text.</p>
  // In a later value it may be gone; when it comes again it is still picked.
  const chosen = picked !== undefined && categories.includes(picked) ? picked : undefined
  return (
    <div className={own.highlight}>
      {legend && categories.length > 0 && (
        <Legend label={label} categories={categories} chosen={chosen} onChoose={setPicked} />
      )}
      {legend && scores !== 'none' && <ScoreLegend negative={scores === 'both'} />}
      <p className={own.text}>
        {spans.map(({ text, mark }, index) => (
          <SpanView
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
            key={index}
            text={text}
            mark={mark}
            hue={typeof mark === 'string' ? hueOf(categories.indexOf(mark)) : undefined}
            faint={chosen !== undefined && mark !== chosen}
          />
        ))}
      </p>
      {cut > 0 && <p className={styles.none}>Cut here: {cut} more pieces are not shown.</p>}
    </div>
  )
}
