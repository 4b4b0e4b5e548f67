/** Tabs, locks, channel and database as they are on paper: each message takes its time, and a tab can crash at any. */
import { newSeat, nextSeat, type Seat, type SeatEffect, type SeatEvent, type Shown } from './seat'

interface Tab {
  seat: Seat
  alive: boolean
  /** What is on its way to the database; that the tab crashes does not stop it. */
  writes: (() => void)[]
  /** What is on its way to the tab, in its order. */
  inbox: (() => void)[]
  /** Of the lock: a newer state makes an older answer void. */
  holding: number
}

const text = (files: Seat['files']) => files[0]?.source ?? ''

export function createWorld() {
  const tabs: Tab[] = []
  const kept: Shown[] = []
  let lastTerm = 0
  let holder: Tab | undefined
  let queue: Tab[] = []
  let letters = 0
  /** Letters that must be in some version, whatever happens. */
  const promised = new Set<string>()

  const head = () =>
    kept.reduce<Shown | undefined>(
      (best, each) =>
        best === undefined || each.term > best.term || (each.term === best.term && each.id > best.id)
          ? each
          : best,
      undefined,
    )

  function post(tab: Tab, message: () => void): void {
    tab.inbox.push(() => {
      if (tab.alive) message()
    })
  }

  function turn(tab: Tab, event: SeatEvent): void {
    const [seat, effects] = nextSeat(tab.seat, event)
    tab.seat = seat
    for (const effect of effects) perform(tab, effect)
  }

  function perform(tab: Tab, effect: SeatEffect): void {
    if (effect.type === 'look') return look(tab)
    if (effect.type === 'show') return
    const { files, term, parent, edits } = effect
    for (const letter of text(files)) promised.add(letter)
    tab.writes.push(() => {
      const id = kept.length + 1
      kept.push({ id, term, parent, files })
      post(tab, () => turn(tab, { type: 'kept', edits, term, id }))
      for (const other of tabs) if (other !== tab) post(other, () => look(other))
    })
  }

  function look(tab: Tab): void {
    tab.writes.push(() => {
      const found = head()
      if (found !== undefined) post(tab, () => turn(tab, { type: 'followed', head: found }))
    })
  }

  function grant(tab: Tab, inherited: boolean): void {
    holder = tab
    post(tab, () => {
      tab.holding += 1
      const mine = tab.holding
      tab.writes.push(() => {
        lastTerm += 1
        const [term, found] = [lastTerm, head()]
        post(tab, () => {
          if (tab.holding === mine) turn(tab, { type: 'seated', term, head: found, inherited })
        })
      })
    })
  }

  function free(tab: Tab): void {
    queue = queue.filter((each) => each !== tab)
    if (holder !== tab) return
    holder = undefined
    const next = queue.shift()
    if (next !== undefined) grant(next, true)
  }

  return {
    tabs,
    kept,
    promised,
    head,
    open() {
      const tab: Tab = {
        seat: newSeat([{ path: 'handler.ts', source: '' }]),
        alive: true,
        writes: [],
        inbox: [],
        holding: 0,
      }
      tabs.push(tab)
      if (holder === undefined) return grant(tab, false)
      queue.push(tab)
      post(tab, () => turn(tab, { type: 'elsewhere' }))
    },
    /** A letter of its own behind all that is there; a follower cannot be typed into, but for a key that comes late. */
    type(tab: Tab, late: boolean) {
      if (!tab.alive || tab.seat.role === 'opening' || (tab.seat.role === 'follower' && !late)) return
      letters += 1
      const source = text(tab.seat.files) + String.fromCodePoint(0x4e00 + letters)
      turn(tab, { type: 'edited', files: [{ path: 'handler.ts', source }] })
    },
    keep(tab: Tab) {
      if (tab.alive) turn(tab, { type: 'keep', why: 'typed' })
    },
    take(tab: Tab) {
      if (!tab.alive || holder === tab) return
      queue = queue.filter((each) => each !== tab)
      const before = holder
      grant(tab, false)
      if (before === undefined) return
      queue.push(before)
      post(before, () => {
        before.holding += 1
        turn(before, { type: 'stolen' })
      })
    },
    /** Keeps first what it has, as `Drafts.close` does. */
    close(tab: Tab) {
      if (!tab.alive) return
      turn(tab, { type: 'keep', why: 'typed' })
      while (tab.writes.length > 0) tab.writes.shift()?.()
      tab.alive = false
      free(tab)
    },
    crash(tab: Tab) {
      if (!tab.alive) return
      tab.alive = false
      free(tab)
    },
    /** One step of one tab's messages. */
    step(tab: Tab, way: 'writes' | 'inbox') {
      tab[way].shift()?.()
    },
    /** Everybody stops typing, and all that is on its way arrives. */
    settle() {
      for (let rounds = 0; rounds < 3; rounds += 1) {
        for (const tab of tabs) if (tab.alive) turn(tab, { type: 'keep', why: 'typed' })
        while (tabs.some(({ writes, inbox }) => writes.length + inbox.length > 0))
          for (const tab of tabs) {
            tab.writes.shift()?.()
            tab.inbox.shift()?.()
          }
      }
    },
    text,
  }
}
