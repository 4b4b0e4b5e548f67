import { useBeatTime } from './beat'

/** A number that goes on with the time: only this renders as it does. */
export function Ticking({
  from,
  active = true,
  text,
}: {
  /** `performance.now()` when what is told held. */
  from: number
  active?: boolean
  text(elapsedMs: number): string
}) {
  return <>{text(Math.max(0, useBeatTime(active) - from))}</>
}
