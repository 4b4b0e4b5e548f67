import { headOf, type Version } from './version'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How dense the history is. Of what was typed (or left), by age: each version for two minutes, then the last of each 10
 * seconds for ten minutes, of each minute for an hour, of each 10 minutes for a day, of each day for 30 days. What was
 * run, restored or reset stays for 90 days.
 *
 * The steps lie one in the other and begin at fixed times: thinning often leaves the same as thinning once.
 */
export const STEPS = [
  { until: 2 * MINUTE, every: 0 },
  { until: 10 * MINUTE, every: 10 * SECOND },
  { until: HOUR, every: MINUTE },
  { until: DAY, every: 10 * MINUTE },
  { until: 30 * DAY, every: DAY },
] as const
const MILESTONES_UNTIL = 90 * DAY

/** Of each demo, whatever their age. */
export const NEWEST_KEPT = 10
/** Of each demo, whatever their size: what is written next may share its texts with the last one. */
const NEWEST_SPARED = 2
/** Of one demo. */
export const MOST_VERSIONS = 200
/** Texts of one demo's history, 2 bytes for each UTF-16 unit. */
export const MOST_BYTES = 8_000_000
/** Of all demos together. */
export const MOST_BYTES_OF_ALL = 64_000_000

/**
 * Ids of the versions of one demo that go, by the rule above. Then the oldest go, the typed ones first, until number and
 * size are within bounds. What an editor opens with never goes.
 */
export function toThin(versions: readonly Version[], now: number, mostBytes = MOST_BYTES): Set<number> {
  const newestFirst = versions.toSorted((a, b) => b.id - a.id)
  const head = headOf(versions)
  const isSpared = ({ id }: Version, newest: number) =>
    id === head?.id || newestFirst.slice(0, newest).some((version) => version.id === id)

  const stay = new Map<number, Version>()
  const taken = new Set<string>()
  for (const version of newestFirst) {
    const place = placeOf(version, now)
    if (!isSpared(version, NEWEST_KEPT) && (place === undefined || taken.has(place))) continue
    stay.set(version.id, version)
    if (place !== undefined) taken.add(place)
  }

  // A run is what people look for.
  const inTurn = [...stay.values()]
    .filter((version) => !isSpared(version, NEWEST_SPARED))
    .toSorted((a, b) => Number(isMilestone(a)) - Number(isMilestone(b)) || a.id - b.id)
  for (const { id } of inTurn) {
    if (stay.size <= MOST_VERSIONS && bytesOf([...stay.values()]) <= mostBytes) break
    stay.delete(id)
  }
  return new Set(versions.map(({ id }) => id).filter((id) => !stay.has(id)))
}

/** Of texts that versions share, once. */
export function bytesOf(versions: readonly Version[]): number {
  const texts = new Map(versions.flatMap(({ files }) => files.map(({ text, bytes }) => [text, bytes])))
  return [...texts.values()].reduce((sum, bytes) => sum + bytes, 0)
}

function isMilestone({ why }: Version): boolean {
  return why === 'run' || why === 'restored' || why === 'reset'
}

/** Of several at one place the newest stays. Undefined: too old to stay. */
function placeOf(version: Version, now: number): string | undefined {
  const { id, at } = version
  // A clock that was put back makes no version older or newer than now.
  const age = Math.max(0, now - at)
  if (isMilestone(version)) return age < MILESTONES_UNTIL ? `id ${id}` : undefined
  const step = STEPS.find(({ until }) => age < until)
  if (step === undefined) return
  return step.every === 0 ? `id ${id}` : `${step.every} ${Math.floor(at / step.every)}`
}
