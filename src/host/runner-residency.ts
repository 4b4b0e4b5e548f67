import type { FromRunner } from '../protocol/runner'
import type { SchedulerClient } from '../scheduler/client'
import type { DemoState } from './types'

/** From the bottom up. */
const LADDER = ['idle', 'cool', 'warm'] as const

/** Where a runner stands on the residency ladder: as it reports it, and never above what it was allowed. */
export interface RunnerResidency {
  /** As last told to `onResidency`; undefined once the runner has ended. */
  readonly shown: DemoState['residency']
  /** Its lease runs. */
  leased(): void
  /**
   * Its lease is over.
   * @param held bytes that stay on the GPU
   */
  released(held: number): void
  /** It is told to come down: its next report answers that. */
  demoting(): void
  /** @param holding a lease is attached or running: what happens under it is told by its release */
  reported(report: Extract<FromRunner, { type: 'residency' }>, holding: boolean): void
  gone(): void
}

export interface RunnerResidencyOptions {
  runner: string
  demo: string
  scheduler: Pick<SchedulerClient, 'residency'>
  onResidency(residency: DemoState['residency']): void
}

export function createRunnerResidency(options: RunnerResidencyOptions): RunnerResidency {
  const { runner, demo, scheduler, onResidency } = options
  let resident: { level: (typeof LADDER)[number]; held: number } = { level: 'idle', held: 0 }
  let shown: DemoState['residency'] = resident
  let demotions = 0

  function report(next: typeof resident): void {
    resident = next
    scheduler.residency({ runner, demo, ...next })
    show(next)
  }

  function show(next: DemoState['residency']): void {
    shown = next
    onResidency(next)
  }

  return {
    get shown() {
      return shown
    },
    leased: () => show({ level: 'leased', held: resident.held }),
    released: (held) => report({ level: 'warm', held }),
    demoting() {
      demotions += 1
    },
    /** Only downwards: nothing but a lease makes a runner hold more than it did. Unasked when its device was lost. */
    reported({ level, held }, holding) {
      const isAnswer = demotions > 0
      if (isAnswer) demotions -= 1
      const lower = LADDER.indexOf(level) < LADDER.indexOf(resident.level) ? level : resident.level
      const next = { level: lower, held: Math.min(held, resident.held) }
      const isNews = next.level !== resident.level || next.held !== resident.held
      if (isAnswer || (isNews && !holding)) report(next)
    },
    gone() {
      scheduler.residency({ runner, demo, level: 'gone', held: 0 })
      show(undefined)
    },
  }
}
