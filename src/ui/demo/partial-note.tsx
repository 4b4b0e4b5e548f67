import type { CallState } from '../../host/types'
import callout from '../elements/callout.module.css'
import { formatCharge } from '../format/time'
import { ranFor } from './call-view'

/** Said above the outputs of a call that ended before its handler was through. */
export function PartialNote({ call }: { call: CallState }) {
  return (
    <p className={callout.warn}>
      <b>Partial:</b> {partialText(call)}
    </p>
  )
}

/** `stopped after 1.20 s on the GPU; this is what there was by then.` */
export function partialText({ error, leases }: Pick<CallState, 'error' | 'leases'>): string {
  const how = error?.code === 'Cancelled' ? 'stopped' : 'failed'
  // What has a bill has its time from there.
  const ranMs = leases.reduce((sum, lease) => sum + (lease.bill === undefined ? 0 : ranFor(lease, 0)), 0)
  const when = ranMs > 0 ? `after ${formatCharge(ranMs)} on the GPU` : 'after its first result'
  return `${how} ${when}. This is what there was by then.`
}
