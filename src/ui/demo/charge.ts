import type { LeaseView } from '../../host/types'
import { formatCharge } from '../format/time'

export interface Charge {
  chargedMs: number
  /** The part of it that credits paid. */
  creditMs: number
}

/** @param earlier what leases cost that are not listed any more */
export function sumOfCharges(leases: readonly LeaseView[], earlier: Charge): Charge {
  const sum = { chargedMs: earlier.chargedMs, creditMs: earlier.creditMs }
  for (const { bill } of leases) {
    sum.chargedMs += bill?.chargedMs ?? 0
    sum.creditMs += bill?.creditMs ?? 0
  }
  return sum
}

/** `charged 2.10 s, of which 0.80 s from credits`. Credits are spoken of where they paid something. */
export function chargeText({ chargedMs, creditMs }: Charge): string {
  if (chargedMs <= 0) return 'nothing charged'
  const charged = `charged ${formatCharge(chargedMs)}`
  if (creditMs <= 0) return charged
  return creditMs === chargedMs
    ? `${charged}, all of it from credits`
    : `${charged}, of which ${formatCharge(creditMs)} from credits`
}
