import { describeValue } from './describe-value'
import styles from './outputs.module.css'

/** Said in place of an output whose value does not fit its component: the handler has to be changed. */
export function Misfit({ wants, value }: { wants: string; value: unknown }) {
  return (
    <p className={styles.misfit} role="alert">
      This output takes {wants}; the handler gave {describeValue(value)}.
    </p>
  )
}
