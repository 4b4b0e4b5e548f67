/** Demos of the visitor's own, kept in this browser. */
import type { StoreApi } from 'zustand/vanilla'
import type { WireError } from '../../protocol/errors'
import type { DemoCard, DemoFile } from '../demo-files'

export interface OwnState {
  /** The newest first. */
  cards: readonly DemoCard[]
  /** The list was read, or could not be. */
  loaded: boolean
  /** Why they are not kept or not shown now, or some of them are not; undefined while all is well. */
  problem: WireError | undefined
  /** Ids of those that are open here as they were before another tab changed them. Absent: none. */
  newer?: readonly string[]
}

/** A file that comes with a demo and cannot be imported: its README, notes. */
export interface DemoText {
  path: string
  text: string
}

export interface DemoContent {
  files: readonly DemoFile[]
  texts: readonly DemoText[]
}

/** Where an own demo comes from. */
export type DemoOrigin = 'template' | 'import' | 'copy' | 'share'

/** A demo that is not kept yet. */
export interface DemoDraft extends DemoContent {
  card: Omit<DemoCard, 'id'>
  origin: DemoOrigin
  /** Absent: it is the visitor's own from the start. */
  foreign?: { from: string }
  /** By which one that was shared is known again. */
  digest?: string
}

/** Of a demo that is somebody else's. */
export interface ForeignDemo {
  /** An address, or what it came in. */
  from: string
  /** Milliseconds since the epoch. */
  keptAt: number
}

/** A demo to begin from; it ships with the site. */
export interface DemoTemplate {
  card: DemoCard
  readme: string
  load(): Promise<readonly DemoFile[]>
}

/** What is absent stays as it is. */
export type OwnChange = Partial<DemoContent> & { card?: Omit<DemoCard, 'id'> }

/** All of these reject with a `SubletError`. */
export interface OwnDemos {
  /** Keeps it under an id of its own, made of its title: none of a bundled demo, and none of another own one. */
  create(draft: DemoDraft): Promise<DemoCard>
  /** Ends what of it runs in this tab. @returns puts it back as it was */
  remove(id: string): Promise<() => Promise<void>>
  /** With another card, what of it runs in this tab ends. */
  save(id: string, change: OwnChange): Promise<void>
  /** Its card becomes what its README says; what runs of it goes on, and is not asked whether the new files start. */
  keep(id: string, content: Partial<DemoContent>): Promise<void>
  /** Of an own demo, as it is kept now, or of a bundled one. */
  read(id: string): Promise<DemoContent>
  templates(): Promise<readonly DemoTemplate[]>
  /** The one that was kept of a shared demo with this digest, however it was changed since. */
  keptOf(digest: string): Promise<DemoCard | undefined>
  /** Undefined for one that is not somebody else's. */
  foreign(id: string): Promise<ForeignDemo | undefined>
  /** It is the visitor's own from now on. Ends what of it runs in this tab: that has a foreign demo's share. */
  makeMine(id: string): Promise<void>
}

export interface Own {
  readonly state: StoreApi<OwnState>
  /** Whether this browser keeps some, or kept some once; true where that cannot be told. */
  mayHave(): Promise<boolean>
  /**
   * Resolves when the list was read; that it could not be is told by `state`. Its code is no part of the first load.
   * Rejects when that cannot be fetched; the next call tries again.
   */
  open(): Promise<OwnDemos>
}
