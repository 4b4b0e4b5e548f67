import { formatInstant } from '../../format/time'

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000,
  600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 21_600_000, 43_200_000, 86_400_000,
] as const
const DAY_MS = 86_400_000

export interface Tick {
  at: number
  text: string
}

/** The marks of a time axis: at round times of the visitor's clock, `gap` pixels apart at least. */
export function ticksOf(view: { from: number; to: number }, width: number, gap = 84): Tick[] {
  const length = view.to - view.from
  if (width <= 0 || length <= 0) return []
  const least = (length / width) * gap
  const step = STEPS_MS.find((ms) => ms >= least) ?? Math.ceil(least / DAY_MS) * DAY_MS
  // Days begin at the visitor's midnight.
  const offset = new Date(view.from).getTimezoneOffset() * 60_000
  const first = Math.ceil((view.from - offset) / step) * step + offset
  const ticks: Tick[] = []
  for (let at = first; at <= view.to; at += step) ticks.push({ at, text: tickText(at, step) })
  return ticks
}

function tickText(at: number, step: number): string {
  const [clock = '', fraction = ''] = formatInstant(at).split('.')
  if (step < 1_000) return `${clock.slice(3)}.${fraction}`
  if (step < 60_000) return clock
  const date = new Date(at)
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0
  if (step < DAY_MS && !isMidnight) return clock.slice(0, 5)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`.slice(5)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
