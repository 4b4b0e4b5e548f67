import type { Tier } from '../../protocol/pool'
import { nextDue } from '../core/due'
import { placeChanges } from '../core/line'
import { reduce, type SchedulerEvent } from '../core/reduce'
import { SETTINGS, type Settings, SLOTS } from '../core/settings'
import { createState } from '../core/state'
import { TIERS } from '../core/tiers'
import type { SimulatedCall } from './workload'

const endless = { limitMs: Number.MAX_SAFE_INTEGER, capSeconds: 300 }
/** Nobody is refused: what is compared is the order. */
const OPEN: Settings = {
  ...SETTINGS,
  queueLimit: Number.POSITIVE_INFINITY,
  tiers: {
    ...TIERS,
    unauthenticated: { ...TIERS.unauthenticated, ...endless },
    free: { ...TIERS.free, ...endless },
    pro: { ...TIERS.pro, ...endless },
  },
}

/** Plain FIFO and shortest-first without ageing are this scheduler with no patience, or with no end to it. */
export const POLICIES: Record<string, Settings> = {
  Sublet: OPEN,
  FIFO: { ...OPEN, patience: 0, togetherMs: 1 },
  'Shortest first': { ...OPEN, patience: 1e6 },
}

export interface Waited {
  tier: Tier
  seconds: number
  ms: number
  /** What was foretold when it came, if it had to wait. */
  etaMs: number | undefined
}

export interface Outcome {
  waits: Waited[]
  /** The part of the slots' time that was leased, until the last call came. */
  utilisation: number
}

/** Drives the real core through the calls, in virtual time. */
export function simulate(calls: readonly SimulatedCall[], settings: Settings): Outcome {
  const state = createState(undefined, settings)
  const now = { ms: 0, wall: 0 }
  const waits: Waited[] = []
  const arrivals = calls.length
  const foretold = new Map<string, number>()
  /** What hosts will say, soonest first. */
  const coming: { at: number; event: SchedulerEvent }[] = []
  const last = calls.at(-1)?.at ?? 0
  let busyMs = 0
  let next = 0

  function plan(at: number, event: SchedulerEvent): void {
    const behind = coming.findIndex((other) => other.at > at)
    coming.splice(behind < 0 ? coming.length : behind, 0, { at, event })
  }

  function send(at: number, event: SchedulerEvent): void {
    const until = Math.min(at, last)
    if (until > now.ms) busyMs += (until - now.ms) * (SLOTS - state.freeSlots)
    now.ms = at
    now.wall = at
    for (const effect of reduce(state, event, now)) {
      if (effect.type !== 'post') continue
      const { tab, message } = effect
      const call = 'request' in message ? calls[Number(message.request)] : undefined
      if (!call) continue
      if (message.type === 'granted') {
        const { lease, request } = message
        waits.push({ tier: call.tier, seconds: call.seconds, ms: at - call.at, etaMs: foretold.get(request) })
        const startsAt = at + call.attachMs
        plan(startsAt, { type: 'message', tab, message: { type: 'started', lease, held: 0 } })
        if (call.runMs < call.seconds * 1000)
          plan(startsAt + call.runMs, {
            type: 'message',
            tab,
            message: { type: 'settle', lease, outcome: 'completed' },
          })
      } else if (message.type === 'abort')
        plan(at, { type: 'message', tab, message: { type: 'aborted', lease: message.lease } })
    }
  }

  for (const tier of ['unauthenticated', 'free', 'pro'] as const) {
    send(0, { type: 'connected', tab: tier, budgetBytes: 1e9 })
    send(0, { type: 'message', tab: tier, message: { type: 'visitAs', tier } })
  }
  while (waits.length < arrivals || coming.length > 0 || state.leases.size > 0) {
    const call = calls[next]
    const [soonest] = coming
    const due = nextDue(state)
    const at = Math.min(call?.at ?? Number.POSITIVE_INFINITY, soonest?.at ?? Number.POSITIVE_INFINITY, due)
    if (at === Number.POSITIVE_INFINITY) break
    if (call?.at === at) {
      const { demo, seconds, size, tier } = call
      const request = `${next}`
      next += 1
      send(at, {
        type: 'message',
        tab: tier,
        message: { type: 'request', request, runner: request, demo, fn: 'fn', seconds, size },
      })
      // Told once, on arrival. To foretell is the dear part, and a sample will do.
      if (next % 10 === 0)
        for (const place of placeChanges(state, at))
          if (place.request === request && place.etaMs !== null) foretold.set(request, place.etaMs)
    } else if (soonest?.at === at) {
      coming.shift()
      send(at, soonest.event)
    } else send(at, { type: 'due' })
  }
  return { waits, utilisation: busyMs / (last * SLOTS) }
}
