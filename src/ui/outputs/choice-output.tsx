import type { ShownChoices } from './chosen-values'
import { chosenValues } from './chosen-values'
import styles from './form-outputs.module.css'
import { Misfit } from './misfit'

interface Props {
  label: string
  spec: ShownChoices
  value: unknown
}

/** All choices, the chosen ones marked; of a dropdown, whose choices may be many, only the chosen ones. */
export function ChoiceOutput({ label, spec, value }: Props) {
  const parsed = chosenValues(spec, value)
  if (!parsed.ok) return <Misfit wants={parsed.reason} value={value} />
  const isChosen = (each: string) => parsed.values.includes(each)
  const offered = spec.choices.filter(([, each]) => spec.kind !== 'dropdown' || isChosen(each))
  const own = parsed.values.filter((each) => !spec.choices.some(([, value]) => value === each))
  const shown = [...offered, ...own.map((each): [string, string] => [each, each])]
  if (shown.length === 0) return <p className={styles.none}>Nothing is chosen.</p>
  return (
    <ul className={styles.choices} aria-label={label}>
      {shown.map(([name, each]) => (
        <li key={each} data-chosen={isChosen(each)} className={isChosen(each) ? styles.chosen : ''}>
          <span aria-hidden="true">{isChosen(each) ? '✓' : ''}</span>
          {name}
          <span className="unseen">{isChosen(each) ? ' (chosen)' : ' (not chosen)'}</span>
        </li>
      ))}
    </ul>
  )
}
