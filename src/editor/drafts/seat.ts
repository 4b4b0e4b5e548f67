import type { SourceFile } from '../project'
import { sameFiles } from './same-files'
import type { Why } from './version'

/**
 * What a tab is for a demo that is open in its editor.
 *
 * - `opening`: it has asked for the lock, and cannot be typed into yet
 * - `writer`: it holds the lock; its text is the draft
 * - `follower`: another tab holds the lock; it shows that tab's text
 */
export type Role = 'opening' | 'writer' | 'follower'

/** `elsewhere`: it was open in another tab. `taken`: another tab took over. `inherited`: that other tab is gone. */
export type Notice = 'elsewhere' | 'taken' | 'inherited'

export interface Seat {
  readonly role: Role
  readonly notice: Notice | undefined
  /** Of this tab as a writer; 0 before. */
  readonly term: number
  /** What the editor shows. */
  readonly files: readonly SourceFile[]
  /** The version that was changed into this; undefined: the original. */
  readonly base: number | undefined
  /** Edits in this tab, how many of them are on their way to the database, and how many it has. */
  readonly edits: number
  readonly sent: number
  readonly kept: number
  /** As `edits` when it became the writer. */
  readonly editsBefore: number
}

export interface Shown {
  id: number
  term: number
  parent?: number | undefined
  files: readonly SourceFile[]
}

export type SeatEvent =
  /** It holds the lock, and nobody else writes with this term or a higher one. */
  | { type: 'seated'; term: number; head: Shown | undefined; inherited: boolean }
  /** Another tab holds the lock. */
  | { type: 'elsewhere' }
  /** What the database has as the draft now. */
  | { type: 'followed'; head: Shown }
  | { type: 'stolen' }
  | { type: 'edited'; files: readonly SourceFile[] }
  | { type: 'keep'; why: Why }
  /** @param edits of the seat when it was sent */
  | { type: 'kept'; edits: number; term: number; id: number }
  | { type: 'failed' }
  | { type: 'told' }

export type SeatEffect =
  | { type: 'show'; files: readonly SourceFile[] }
  | {
      type: 'save'
      files: readonly SourceFile[]
      why: Why
      term: number
      parent: number | undefined
      edits: number
    }
  /** Look what the draft is now: what was shown may be behind. */
  | { type: 'look' }

export type Turn = readonly [Seat, readonly SeatEffect[]]

/** @param edits of them, when they are no text that the database has */
export function newSeat(files: readonly SourceFile[], edits = 0): Seat {
  return {
    role: 'opening',
    notice: undefined,
    term: 0,
    files,
    base: undefined,
    edits,
    sent: 0,
    kept: 0,
    editsBefore: 0,
  }
}

/** Whatever the order of these: what was typed is in the database, or on its way to it, before another text takes its place. */
export function nextSeat(seat: Seat, event: SeatEvent): Turn {
  switch (event.type) {
    case 'seated': {
      const { term, inherited } = event
      const notice = inherited ? 'inherited' : undefined
      const seated: Seat = { ...seat, role: 'writer', notice, term, editsBefore: seat.edits }
      // Typed before it could know of the draft, and not kept: it goes on from there. The draft stays in the history.
      const [now, effects] =
        event.head === undefined || seat.edits > seat.kept ? [seated, []] : show(seated, event.head)
      // Of what came meanwhile it was not told.
      return [now, [...effects, { type: 'look' }]]
    }
    case 'elsewhere':
      if (seat.role === 'follower') return [seat, []]
      return leave({ ...seat, role: 'follower', notice: 'elsewhere' })
    case 'stolen':
      return leave({ ...seat, role: 'follower', notice: 'taken' })
    case 'followed':
      if (seat.role === 'writer') return goOnFrom(seat, event.head)
      // What is not kept yet is not shown over.
      if (seat.role !== 'follower' || seat.edits > seat.kept) return [seat, []]
      return show(seat, event.head)
    case 'edited': {
      if (sameFiles(event.files, seat.files)) return [seat, []]
      const edited: Seat = { ...seat, files: event.files, edits: seat.edits + 1 }
      // A key that was on its way while this became a follower.
      return seat.role === 'follower' ? save(edited, 'left') : [edited, []]
    }
    case 'keep':
      if (seat.role === 'opening') return [seat, []]
      if (seat.role === 'follower') return seat.edits > seat.sent ? save(seat, 'left') : [seat, []]
      return seat.edits > seat.sent || event.why !== 'typed' ? save(seat, event.why) : [seat, []]
    case 'kept': {
      const { edits, id, term } = event
      const isNewest = seat.role === 'writer' && term === seat.term && id > (seat.base ?? -1)
      const kept: Seat = {
        ...seat,
        kept: Math.max(seat.kept, edits),
        base: isNewest ? id : seat.base,
      }
      return [kept, seat.role === 'follower' ? [{ type: 'look' }] : []]
    }
    case 'failed':
      return [{ ...seat, sent: seat.kept }, []]
    case 'told':
      return [{ ...seat, notice: undefined }, []]
  }
}

function show(seat: Seat, { id, files }: Shown): Turn {
  const shown: Seat = { ...seat, base: id, files }
  return [shown, sameFiles(files, seat.files) ? [] : [{ type: 'show', files }]]
}

function save(seat: Seat, why: Why): Turn {
  const { files, term, base, edits } = seat
  return [{ ...seat, sent: edits }, [{ type: 'save', files, why, term, parent: base, edits }]]
}

/**
 * A tab that was taken over has kept its last keys after this one has begun. They go on here, unless somebody has typed
 * here since, or the draft was another one: then this text is the draft, and those are in the history.
 */
function goOnFrom(seat: Seat, { id, term, parent, files }: Shown): Turn {
  if (term >= seat.term || id === seat.base) return [seat, []]
  const untouched = seat.edits === seat.editsBefore && seat.edits === seat.kept && parent === seat.base
  if (!untouched || sameFiles(files, seat.files)) return save(seat, 'typed')
  const [sent, saving] = save({ ...seat, files, edits: seat.edits + 1 }, 'typed')
  return [sent, [{ type: 'show', files }, ...saving]]
}

/** What is not kept yet becomes a version of its own, beside the text of the tab that writes now. */
function leave(seat: Seat): Turn {
  const [left, saving] = seat.edits > seat.sent ? save(seat, 'left') : [seat, []]
  return [left, [...saving, { type: 'look' }]]
}
