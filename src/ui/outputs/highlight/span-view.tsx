import { memo } from 'react'
import { cssVariables } from '../css-variables'
import own from './highlight.module.css'

interface Props {
  text: string
  mark: string | number | null
  /** Of a category. */
  hue: string | undefined
  /** Another category is picked. */
  faint: boolean
}

/** Memoised: of a text that streams in, only the end changes. */
export const SpanView = memo(function SpanView({ text, mark, hue, faint }: Props) {
  if (mark === null) return <span className={faint ? own.faint : ''}>{text}</span>
  if (typeof mark === 'number') {
    return (
      <mark
        className={`${own.score} ${mark < 0 ? own.negative : ''} ${faint ? own.faint : ''}`}
        style={cssVariables({ '--share': `${shade(mark)}%` })}
        title={mark.toFixed(2)}
        data-score={mark}
      >
        {text}
        <span className="unseen"> ({mark.toFixed(2)}) </span>
      </mark>
    )
  }
  return (
    <mark
      className={`${own.mark} ${faint ? own.faint : ''}`}
      style={cssVariables({ '--hue': hue ?? 'currentcolor' })}
      data-category={mark}
      data-faint={faint}
    >
      {text}
      <span className={own.tag}>{mark}</span>
    </mark>
  )
})

/** Of the hue in the ground, in percent: with more of it the ink is hard to read. */
function shade(score: number): number {
  return Math.round(Math.abs(score) * 50)
}
