import type { Now } from './core/state'
import type { Ledger } from './ledger'

/** What the scheduler needs of the world. The real one is wired in `worker.ts`; tests bring their own. */
export interface Environment {
  /** The Web Lock that this scheduler holds for as long as it lives: tabs wait for it, and so learn of its death. */
  lock: string
  now(): Now
  /** Calls `run` once, after `ms` or a little later; returns what takes it back. */
  after(ms: number, run: () => void): () => void
  /** Resolves when nobody holds the Web Lock of this name any more. Rejects only when `signal` fires. */
  lockFree(name: string, signal: AbortSignal): Promise<void>
  ledger: Ledger
  /** A message that was refused, or a fault in our own code: for the console, nobody acts on it. */
  report(problem: unknown): void
}
