import { cssVariables } from '../css-variables'
import { hueOf } from '../hues'
import own from './highlight.module.css'

interface Props {
  label: string
  categories: readonly string[]
  chosen: string | undefined
  onChoose(category: string | undefined): void
}

/** The categories; one that is pressed stands out in the text, until it is pressed again. */
export function Legend({ label, categories, chosen, onChoose }: Props) {
  return (
    <fieldset className={own.legend}>
      <legend className="unseen">{label}: categories</legend>
      {categories.map((category, index) => (
        <button
          key={category}
          type="button"
          className={own.entry}
          style={cssVariables({ '--hue': hueOf(index) })}
          aria-pressed={category === chosen}
          onClick={() => onChoose(category === chosen ? undefined : category)}
        >
          <span className={own.swatch} aria-hidden="true" />
          {category}
        </button>
      ))}
    </fieldset>
  )
}

export function ScoreLegend({ negative }: { negative: boolean }) {
  return (
    <div className={`${own.scale} num`} role="img" aria-label={`Scores from ${negative ? '-1' : '0'} to 1`}>
      <span>{negative ? '−1' : '0'}</span>
      <span className={`${own.ramp} ${negative ? own.both : ''}`} />
      <span>+1</span>
    </div>
  )
}
