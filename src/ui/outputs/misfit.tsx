import callout from '../elements/callout.module.css'
import { describeValue } from './describe-value'

interface Props {
  wants: string
  value: unknown
  /** Where in the output `value` is, as `[2]` or `series[0].y`; absent: it is the whole. */
  at?: string | undefined
}

/** Said in place of an output whose value does not fit its component: the handler has to be changed. */
export function Misfit({ wants, value, at }: Props) {
  return (
    <p className={callout.bad} role="alert">
      This output takes {wants}; the handler gave {describeValue(value)}
      {at !== undefined && <> at {at}</>}.
    </p>
  )
}
