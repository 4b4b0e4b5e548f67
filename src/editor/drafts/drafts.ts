import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SourceFile } from '../project'
import { createKeepClock } from './keep-clock'
import { sameFiles } from './same-files'
import { newSeat, nextSeat, type Seat, type SeatEffect, type SeatEvent, type Shown } from './seat'
import type { DraftStore, VersionFiles } from './store'
import { type Trouble, troubleOf } from './trouble'
import type { Why } from './version'
import { createWords, WORDS_CHANNEL, type Word } from './word'
import { createWriteLock, LOCK_PREFIX } from './write-lock'

/** A version for each of these is not more than the history holds. */
const SAVES_PER_THINNING = 20

export interface DraftsState {
  seat: Seat
  /** The text is not the demo's own. */
  changed: boolean
  /** With what the editor was opened, until it is edited, restored, run or dismissed. Milliseconds since the epoch. */
  found: number | undefined
  /** When the last of it was kept in this tab. */
  keptAt: number | undefined
  /** Why drafts are not kept now; undefined while they are. */
  trouble: Trouble | undefined
  /** Grows with each version, of this tab and of others. */
  versions: number
}

export interface DraftsOptions {
  demo: string
  store: DraftStore
  /** What the editor holds as it opens. */
  files: readonly SourceFile[]
  /** `files` were typed, and could not be kept. */
  unkept?: boolean
  /** The demo as it is without a draft. */
  original: readonly SourceFile[]
  /** Shows this text in place of what the editor holds. */
  onShow(files: readonly SourceFile[]): void
  /** Of the channel by which tabs talk, and the beginning of the names of locks. */
  names?: { channel: string; lock: string }
}

/** Keeps what is typed in the editor of one demo, for as long as that is open. Nothing here rejects: see `trouble`. */
export interface Drafts {
  readonly state: StoreApi<DraftsState>
  /** The text is another one now. */
  edited(files: readonly SourceFile[]): void
  /** At once, what is not kept yet. Of all but `typed` there is a version in any case. */
  keep(why: Why): void
  /** What did not go through, once more. */
  retry(): void
  /** This text in place of the other, which is kept first. */
  put(files: readonly SourceFile[], why: 'restored' | 'reset'): void
  /** To be the tab in which this demo is edited. */
  takeOver(): void
  /** Of what the editor says: that it is understood. */
  dismiss(what: 'found' | 'notice'): void
  /** Keeps the last of it, then lets other tabs write. Idempotent. */
  close(): Promise<void>
}

export function createDrafts(options: DraftsOptions): Drafts {
  const { demo, store, original, onShow } = options
  const names = options.names ?? { channel: WORDS_CHANNEL, lock: LOCK_PREFIX }
  const state = createStore<DraftsState>(() => ({
    seat: newSeat(options.files, options.unkept === true ? 1 : 0),
    changed: !sameFiles(options.files, original),
    found: undefined,
    keptAt: undefined,
    trouble: undefined,
    versions: 0,
  }))
  const pending = new Set<Promise<void>>()
  let closing: Promise<void> | undefined
  let saves = 0
  /** As `Seat.edits` at the last run: the same text is not kept twice for that. */
  let ranAt: number | undefined
  /** Of the draft that was found. */
  let headAt: number | undefined
  /** Changes whenever the lock comes or goes. */
  let holding = 0

  const clock = createKeepClock(() => turn({ type: 'keep', why: 'typed' }))
  const words = createWords(hear, names.channel)
  const lock = createWriteLock(`${names.lock}${demo}`, {
    onHeld: (inherited) => track(sit(inherited)),
    onElsewhere: () => turn({ type: 'elsewhere' }),
    onStolen() {
      holding += 1
      turn({ type: 'stolen' })
    },
    // Without locks there is one writer in each tab, as there are editors without drafts.
    onFailed: () => track(sit(false)),
  })

  function turn(event: SeatEvent): void {
    const [seat, effects] = nextSeat(state.getState().seat, event)
    state.setState({ seat, changed: !sameFiles(seat.files, original) })
    for (const effect of effects) perform(effect)
  }

  function perform(effect: SeatEffect): void {
    switch (effect.type) {
      case 'show':
        return onShow(effect.files)
      case 'save':
        clock.kept()
        return track(save(effect))
      case 'look':
        return track(look())
    }
  }

  function track(task: Promise<void>): void {
    pending.add(task)
    void task.finally(() => pending.delete(task))
  }

  async function save({ files, why, term, parent, edits }: SeatEffect & { type: 'save' }): Promise<void> {
    const { role } = state.getState().seat
    // The database did not answer when this became the writer; perhaps it does now.
    if (role === 'writer' && term === 0) {
      turn({ type: 'failed' })
      if (await begin(false)) turn({ type: 'keep', why })
      return
    }
    try {
      const at = Date.now()
      const id = await store.save({ demo, at, why, term, parent, files, original })
      words.tell({ demo, id, term })
      state.setState(({ versions }) => ({ keptAt: at, trouble: undefined, versions: versions + 1 }))
      turn({ type: 'kept', edits, term, id })
    } catch (thrown) {
      failed(thrown, files)
      return
    }
    saves += 1
    if (saves % SAVES_PER_THINNING === 0) await thin()
  }

  function failed(thrown: unknown, files: readonly SourceFile[]): void {
    const bytes = files.reduce((sum, { source }) => sum + 2 * source.length, 0)
    state.setState({ trouble: troubleOf(thrown, bytes) })
    turn({ type: 'failed' })
    clock.failed()
  }

  async function thin(): Promise<void> {
    // What is too much now is so the next time.
    await store.thin(demo, Date.now()).catch(() => undefined)
    state.setState(({ versions }) => ({ versions: versions + 1 }))
  }

  async function look(): Promise<void> {
    try {
      const head = await store.head(demo)
      if (state.getState().seat.role === 'follower') state.setState({ trouble: undefined })
      if (head !== undefined) turn({ type: 'followed', head: shown(head) })
    } catch (thrown) {
      failed(thrown, [])
    }
  }

  async function sit(inherited: boolean): Promise<void> {
    holding += 1
    const opening = state.getState().seat.role === 'opening'
    const { files } = state.getState().seat
    if (!(await begin(inherited))) return
    const { seat, changed } = state.getState()
    // Typed, and not kept so far.
    if (seat.edits > seat.sent) clock.edited()
    if (opening && changed && !sameFiles(files, seat.files)) state.setState({ found: headAt })
    await thin()
  }

  /** @returns whether it writes from now on */
  async function begin(inherited: boolean): Promise<boolean> {
    const mine = holding
    try {
      const { term, head } = await store.begin(demo)
      // Another tab may have taken over meanwhile.
      if (mine !== holding || closing !== undefined) return false
      turn({ type: 'seated', term, head: head && shown(head), inherited })
      state.setState({ trouble: undefined })
      headAt = head?.version.at
      return true
    } catch (thrown) {
      if (mine !== holding) return false
      // It is edited all the same.
      turn({ type: 'seated', term: 0, head: undefined, inherited })
      failed(thrown, state.getState().seat.files)
      return false
    }
  }

  function hear(word: Word): void {
    if (word.demo !== demo) return
    state.setState(({ versions }) => ({ versions: versions + 1 }))
    track(look())
  }

  const keepNow = () => turn({ type: 'keep', why: 'typed' })
  const leaving = [
    [document, 'visibilitychange'],
    [window, 'pagehide'],
    [window, 'blur'],
  ] as const
  for (const [target, type] of leaving) target.addEventListener(type, keepNow)

  return {
    state,
    edited(files) {
      const { edits } = state.getState().seat
      turn({ type: 'edited', files })
      if (state.getState().seat.edits === edits) return
      state.setState({ found: undefined })
      clock.edited()
    },
    keep(why) {
      const { seat, changed } = state.getState()
      if (why !== 'typed') state.setState({ found: undefined })
      if (why === 'run') {
        const untouched = !changed && seat.base === undefined && seat.edits === seat.kept
        if (untouched || ranAt === seat.edits) return
        ranAt = seat.edits
      }
      turn({ type: 'keep', why })
    },
    retry() {
      const { role, term, edits, kept } = state.getState().seat
      if (role === 'follower') track(look())
      if (role === 'writer' && term === 0 && edits === kept) track(sit(false))
      else turn({ type: 'keep', why: 'typed' })
    },
    put(files, why) {
      if (state.getState().seat.role !== 'writer') return
      turn({ type: 'keep', why: 'typed' })
      onShow(files)
      turn({ type: 'edited', files })
      this.keep(why)
    },
    takeOver: () => lock.take(),
    dismiss(what) {
      if (what === 'found') state.setState({ found: undefined })
      else turn({ type: 'told' })
    },
    close() {
      closing ??= (async () => {
        for (const [target, type] of leaving) target.removeEventListener(type, keepNow)
        keepNow()
        clock.close()
        // Whoever writes next begins with it.
        while (pending.size > 0) await Promise.all(pending)
        lock.close()
        words.close()
      })()
      return closing
    },
  }
}

function shown({ version: { id, term, parent }, files }: VersionFiles): Shown {
  return { id, term, parent, files }
}
