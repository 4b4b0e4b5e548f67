import { LineNumbers } from '../inputs/code/line-numbers'
import { CopyButton } from '../models/copy-button'
import styles from './form-outputs.module.css'
import { Misfit } from './misfit'

/** More would hold up the page; all of it is copied. */
const MOST_SHOWN = 200_000

export function CodeOutput({ label, language, value }: { label: string; language: string; value: unknown }) {
  if (typeof value !== 'string') return <Misfit wants="a text" value={value} />
  const shown = value.slice(0, MOST_SHOWN)
  return (
    <figure className={styles.code}>
      <figcaption>
        <span>{language}</span>
        <CopyButton text={value} what={`the code of ${label}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be scrolled by keyboard too */}
      <section className={styles.lines} tabIndex={0} aria-label={label}>
        <LineNumbers text={shown} />
        <pre>{shown}</pre>
      </section>
      {shown.length < value.length && (
        <p className={styles.none}>
          The first {MOST_SHOWN} of {value.length} characters; Copy takes all.
        </p>
      )}
    </figure>
  )
}
