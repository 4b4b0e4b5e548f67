import { expect, test } from 'vitest'
import { newSeat, nextSeat, type Seat, type SeatEffect, type SeatEvent } from './seat'

const files = (source: string) => [{ path: 'handler.ts', source }]
const shown = (id: number, source: string, parent?: number, term = 1) => ({
  id,
  term,
  parent,
  files: files(source),
})

/** @returns where it ends, and the effects of the last event */
function after(events: readonly SeatEvent[], from = newSeat(files('original'))) {
  return events.reduce<readonly [Seat, readonly SeatEffect[]]>(
    ([seat], event) => nextSeat(seat, event),
    [from, []],
  )
}

const seated = (head?: ReturnType<typeof shown>, term = 1): SeatEvent => ({
  type: 'seated',
  term,
  head,
  inherited: false,
})
const edited = (source: string): SeatEvent => ({ type: 'edited', files: files(source) })
const keep: SeatEvent = { type: 'keep', why: 'typed' }
const kept = (edits: number, id: number): SeatEvent => ({ type: 'kept', edits, id, term: 1 })

test('a writer shows the draft, and keeps what is typed as a change of it', () => {
  const [seat, effects] = after([seated(shown(7, 'draft'))])
  expect(effects).toEqual([{ type: 'show', files: files('draft') }, { type: 'look' }])
  expect(after([edited('draft!'), keep], seat)[1]).toMatchObject([
    { type: 'save', files: files('draft!'), why: 'typed', parent: 7, edits: 1 },
  ])
})

test('nothing is kept twice, but what failed is tried again', () => {
  const [sent] = after([seated(), edited('one'), keep])
  expect(after([keep], sent)[1]).toEqual([])
  expect(after([{ type: 'failed' }, keep], sent)[1]).toMatchObject([{ type: 'save', files: files('one') }])
  expect(after([kept(1, 3), keep], sent)[1]).toEqual([])
})

test('a run is kept also where nothing was typed since', () => {
  const [seat] = after([seated(), edited('one'), keep, kept(1, 3)])
  expect(after([{ type: 'keep', why: 'run' }], seat)[1]).toMatchObject([
    { type: 'save', why: 'run', parent: 3 },
  ])
})

test('a follower shows what the writer keeps, and writes nothing', () => {
  const [seat, looking] = after([{ type: 'elsewhere' }])
  expect(looking).toEqual([{ type: 'look' }])
  const [following, effects] = after([{ type: 'followed', head: shown(2, 'theirs') }], seat)
  expect(effects).toEqual([{ type: 'show', files: files('theirs') }])
  expect(after([{ type: 'keep', why: 'run' }], following)[1]).toEqual([])
})

test('taken over in the middle of typing, it keeps that beside the other text before it shows that', () => {
  const [seat, effects] = after([seated(), edited('mine'), { type: 'stolen' }])
  expect(effects).toMatchObject([
    { type: 'save', why: 'left', term: 1, files: files('mine') },
    { type: 'look' },
  ])
  expect(seat).toMatchObject({ role: 'follower', notice: 'taken' })
  const theirs: SeatEvent = { type: 'followed', head: shown(9, 'theirs') }
  expect(after([theirs], seat)[1]).toEqual([])
  expect(after([kept(1, 8), theirs], seat)[0].files).toEqual(files('theirs'))
})

test('a key that comes late to a follower is kept as well', () => {
  const [seat, effects] = after([seated(), { type: 'stolen' }, edited('late')])
  expect(effects).toMatchObject([{ type: 'save', why: 'left', files: files('late') }])
  expect(after([{ type: 'followed', head: shown(9, 'theirs') }], seat)[0].files).toEqual(files('late'))
})

test('whoever takes over goes on with the last keys of the other tab, unless it has typed', () => {
  const left: SeatEvent = { type: 'followed', head: shown(8, 'last keys', 7) }
  const [seat] = after([seated(shown(7, 'draft'), 2)])
  expect(after([left], seat)[1]).toMatchObject([
    { type: 'show', files: files('last keys') },
    { type: 'save', why: 'typed', term: 2 },
  ])
  expect(after([edited('typed here'), left], seat)[1]).toMatchObject([
    { type: 'save', files: files('typed here'), term: 2 },
  ])
  const [newer] = after([seated(shown(9, 'newer'), 2)])
  expect(after([left], newer)[1]).toMatchObject([{ type: 'save', files: files('newer'), term: 2 }])
})

test('the other tab gone, a follower writes, and says so once', () => {
  const [seat] = after([{ type: 'elsewhere' }, { type: 'seated', term: 2, head: undefined, inherited: true }])
  expect(seat).toMatchObject({ role: 'writer', notice: 'inherited' })
  expect(after([{ type: 'told' }], seat)[0].notice).toBeUndefined()
})

test('what was typed before the draft was there stays in view', () => {
  const [seat, effects] = after([edited('typed'), seated(shown(7, 'draft'))])
  expect([seat.files, effects]).toEqual([files('typed'), [{ type: 'look' }]])
  expect(after([keep], seat)[1]).toMatchObject([{ type: 'save', files: files('typed') }])
})
