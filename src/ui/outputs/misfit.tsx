import { describeValue } from './describe-value'
import styles from './outputs.module.css'

interface Props {
  wants: string
  value: unknown
  /** Where in the output `value` is, as `[2]` or `series[0].y`; absent: it is the whole. */
  at?: string | undefined
}

/** Said in place of an output whose value does not fit its component: the handler has to be changed. */
export function Misfit({ wants, value, at }: Props) {
  return (
    <p className={styles.misfit} role="alert">
      This output takes {wants}; the handler gave {describeValue(value)}
      {at !== undefined && <> at {at}</>}.
    </p>
  )
}
