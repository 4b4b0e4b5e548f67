import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf, MOST_VERSIONS, NEWEST_KEPT, toThin } from './to-thin'
import { headOf, type Version } from './version'
import { version } from './version.fixture'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = 1_000 * DAY

/** One each `every`, back from now, the oldest first. */
function written(every: number, count: number, facts: Parameters<typeof version>[1] = {}): Version[] {
  return Array.from({ length: count }, (_, index) =>
    version(index + 1, { at: NOW - (count - 1 - index) * every, ...facts }),
  )
}

function left(versions: readonly Version[], now = NOW): Version[] {
  const gone = toThin(versions, now)
  return versions.filter(({ id }) => !gone.has(id))
}

test('of two minutes each version stays; before that the last of each 10 seconds', () => {
  const stay = left(written(2 * SECOND, 150))
  const ages = stay.map(({ at }) => NOW - at)
  expect(ages.filter((age) => age < 2 * MINUTE)).toHaveLength(60)
  // Three minutes more, each 10 s.
  expect(ages.filter((age) => age > 2 * MINUTE)).toHaveLength(18)
})

test('of an hour one stays for each minute, of a day one for each ten, of 30 days one for each day', () => {
  const each = (every: number, count: number, from: number) =>
    left(written(every, count)).filter(({ at }) => NOW - at > from).length
  expect(each(20 * SECOND, 150, 10 * MINUTE)).toBe(40)
  expect(each(5 * MINUTE, 100, HOUR)).toBe(44)
  // The last ten lie before that.
  expect(each(6 * HOUR, 150, 3 * DAY)).toBe(27)
})

test('a run stays where what was typed goes', () => {
  const typed = written(6 * HOUR, 200)
  const run = { ...version(0, { why: 'run' }), at: NOW - 60 * DAY }
  const older = { ...version(-1, { why: 'run' }), at: NOW - 91 * DAY }
  const ids = left([older, run, ...typed]).map(({ id }) => id)
  expect(ids).toContain(0)
  expect(ids).not.toContain(-1)
  expect(left(typed).every(({ at }) => NOW - at < 30 * DAY)).toBe(true)
})

test('however old, the newest stay', () => {
  const old = written(SECOND, 40).map((each) => ({ ...each, at: each.at - 500 * DAY }))
  expect(left(old).map(({ id }) => id)).toEqual(old.slice(-NEWEST_KEPT).map(({ id }) => id))
})

test('what an editor opens with stays, whatever a tab that was taken over has written since', () => {
  const head = version(0, { term: 9, at: NOW - 400 * DAY })
  expect(left([head, ...written(SECOND, 50)]).map(({ id }) => id)).toContain(0)
})

test('over the number or the size the oldest go, and what was typed before what was run', () => {
  const runs = written(MINUTE, 150, { why: 'run' })
  const typed = written(SECOND, 100).map((each) => ({ ...each, id: each.id + 1_000 }))
  const stay = left([...runs, ...typed])
  expect(stay).toHaveLength(MOST_VERSIONS)
  expect(stay.filter(({ why }) => why === 'run')).toHaveLength(150)

  const large = written(SECOND, 20, { bytes: 1_000_000 })
  expect(left(large).map(({ id }) => id)).toEqual([13, 14, 15, 16, 17, 18, 19, 20])
})

test('a text that versions share counts once', () => {
  expect(bytesOf([version(1, { text: 'same', bytes: 10 }), version(2, { text: 'same', bytes: 10 })])).toBe(10)
  expect(left(written(SECOND, 50, { text: 'same', bytes: 1_000_000 }))).toHaveLength(50)
})

const histories = fc
  .array(
    fc.record({
      gap: fc.oneof(
        fc.integer({ min: 0, max: 5 * SECOND }),
        fc.integer({ min: 0, max: HOUR }),
        fc.integer({ min: 0, max: 3 * DAY }),
      ),
      why: fc.constantFrom('typed' as const, 'typed' as const, 'typed' as const, 'run' as const),
      term: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((steps) => {
    let at = NOW
    return steps.map(({ gap, ...facts }, index) => {
      at += gap
      return version(index + 1, { at, ...facts })
    })
  })

test('the head never goes, and what is thinned has nothing to thin', () => {
  fc.assert(
    fc.property(histories, (versions) => {
      const now = versions.at(-1)?.at ?? NOW
      const stay = left(versions, now)
      expect(headOf(stay)).toEqual(headOf(versions))
      expect(left(stay, now)).toEqual(stay)
    }),
  )
})

test('thinned at each version or once at the end, the same stays', () => {
  fc.assert(
    fc.property(histories, (versions) => {
      // Which term is the last changes what is spared on the way.
      const one = versions.map((each) => ({ ...each, term: 1 }))
      let often: Version[] = []
      for (const each of one) often = left([...often, each], each.at)
      expect(often).toEqual(left(one, one.at(-1)?.at))
    }),
  )
})
