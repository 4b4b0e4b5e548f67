import type { FromScheduler } from '../protocol/scheduler'
import type { Effect } from './core/effect'
import { MONDAY } from './core/pool.fixture'
import type { TabMessage } from './core/reduce'
import { NOTHING_SAVED } from './core/state'
import type { Environment } from './environment'
import { NOTHING_READ } from './ledger'
import { createScheduler } from './scheduler'

/** What happens to a scheduler, from outside. */
export type Happening =
  | { type: 'connect'; tab: string; budgetBytes: number }
  | { type: 'die'; tab: string }
  | { type: 'tell'; tab: string; message: TabMessage }
  | { type: 'pass'; ms: number }
  | { type: 'setWall'; wall: number }

/** The shell on real MessageChannels, with time, locks and ledger in the test's hands. */
export interface VirtualShell {
  /** Resolves when all that it brought about has been received. */
  let(happening: Happening): Promise<void>
  /** Everything that a tab was told since its first connection. */
  told(tab: string): FromScheduler[]
  /** What went to the ledger, in the words of the core. */
  readonly written: Effect[]
  readonly reports: unknown[]
  close(): void
}

interface VirtualTab {
  /** Resolves when the shell has heard it. */
  say(message: unknown): Promise<void>
  /** Resolves when it has received what was posted so far. */
  caughtUp(): Promise<void>
  die(): void
}

export function createVirtualShell(): VirtualShell {
  const clock = createClock()
  const written: Effect[] = []
  const reports: unknown[] = []
  const received = new Map<string, FromScheduler[]>()
  const tabs = new Map<string, VirtualTab>()
  const watched = new Map<string, () => void>()
  const note = (effect: Effect): void => void written.push(structuredClone(effect))

  const environment: Environment = {
    lock: 'the scheduler',
    now: clock.now,
    after: clock.after,
    lockFree: (name) => new Promise((resolve) => watched.set(name, resolve)),
    ledger: {
      reserve: (reservation, window) => note({ type: 'reserve', reservation, window }),
      settle: (settlement, window) => note({ type: 'settle', settlement, window }),
      addCredits: (purchase, window) => note({ type: 'addCredits', purchase, window }),
      keepTier: (tier) => note({ type: 'keepTier', tier }),
      keepSettings: (settings) => note({ type: 'keepSettings', settings }),
      read: async () => NOTHING_READ,
      close() {},
    },
    report: (problem) => reports.push(problem),
  }
  const scheduler = createScheduler(environment, NOTHING_SAVED)

  function openTab(tab: string): VirtualTab {
    const { port1, port2 } = new MessageChannel()
    const inbox = received.get(tab) ?? []
    received.set(tab, inbox)
    let heard = (): void => {}
    let marked = (): void => {}
    port1.onmessage = ({ data }) => {
      if (data === 'mark') marked()
      else inbox.push(data)
    }
    scheduler.connect(port2)
    // Behind the shell's own listener: it has acted by then.
    port2.addEventListener('message', () => heard())
    return {
      say(message) {
        port1.postMessage(message)
        return new Promise((resolve) => {
          heard = resolve
        })
      },
      caughtUp() {
        port2.postMessage('mark')
        return new Promise((resolve) => {
          marked = resolve
        })
      },
      die() {
        watched.get(tab)?.()
        port1.close()
      },
    }
  }

  function tabOf(id: string): VirtualTab {
    const tab = tabs.get(id)
    if (!tab) throw new Error(`the tab ${id} is not connected`)
    return tab
  }

  async function bringAbout(happening: Happening): Promise<void> {
    switch (happening.type) {
      case 'connect': {
        const { tab, budgetBytes } = happening
        const opened = openTab(tab)
        tabs.set(tab, opened)
        return opened.say({ type: 'hello', protocol: 1, tab, lock: tab, budgetBytes })
      }
      case 'die':
        tabOf(happening.tab).die()
        tabs.delete(happening.tab)
        // The shell hears of it in a microtask or two.
        return new Promise((resolve) => setTimeout(resolve))
      case 'tell':
        return tabOf(happening.tab).say(happening.message)
      case 'pass':
        return clock.pass(happening.ms)
      case 'setWall':
        return clock.setWall(happening.wall)
    }
  }

  return {
    async let(happening) {
      await bringAbout(happening)
      await Promise.all(Array.from(tabs.values(), (tab) => tab.caughtUp()))
    },
    told: (tab) => received.get(tab) ?? [],
    written,
    reports,
    close() {
      for (const tab of tabs.values()) tab.die()
      scheduler.close()
    },
  }
}

function createClock() {
  const timers = new Set<{ at: number; run: () => void }>()
  let ms = 0
  let wall = MONDAY
  const goTo = (at: number): void => {
    wall += at - ms
    ms = at
  }
  return {
    now: () => ({ ms, wall }),
    after(delay: number, run: () => void) {
      const timer = { at: ms + delay, run }
      timers.add(timer)
      return () => {
        timers.delete(timer)
      }
    },
    pass(span: number) {
      const end = ms + span
      for (;;) {
        const next = [...timers].sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        timers.delete(next)
        goTo(next.at)
        next.run()
      }
      goTo(end)
    },
    setWall(to: number) {
      wall = to
    },
  }
}
