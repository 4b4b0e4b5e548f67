import { vi } from 'vitest'
import { SubletError } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { StagedModel } from '../protocol/model'
import type { FromRunner, ToRunner } from '../protocol/runner'
import type { AbortReason, Bill, LeaseRequest, SchedulerClient } from '../scheduler/client'
import type { Stage } from './load'
import type { Runner, RunnerListener } from './runner'

/** A runner that does what the test says; it remembers what it was sent. */
export interface FakeRunner extends Runner {
  readonly posted: ToRunner[]
  /** How often it was given ONNX Runtime. */
  readonly given: number
  readonly killed: boolean
  /** What a real one would post; nothing is heard of one that is dead. */
  say(message: FromRunner): void
  crash(): void
  /** The newest message of this type. @throws when there is none */
  sent<T extends ToRunner['type']>(type: T): Extract<ToRunner, { type: T }>
  count(type: ToRunner['type']): number
  /** Until `release` is called, `kill` does not resolve. */
  holdKill(): () => void
}

let runners = 0

export function createFakeRunner(id = `runner-${++runners}`): FakeRunner {
  const posted: ToRunner[] = []
  let given = 0
  let listener: RunnerListener | undefined
  let death: SubletError | undefined
  let killed = false
  let gate: Promise<void> = Promise.resolve()

  return {
    id,
    posted,
    get given() {
      return given
    },
    get killed() {
      return killed
    },
    post(message, transfer = []) {
      if (!killed) posted.push(structuredClone(message, { transfer }))
    },
    give: () => (given += 1),
    listen(next) {
      listener = next
      if (death !== undefined) next.died(death)
    },
    kill() {
      killed = true
      return gate
    },
    say(message) {
      if (!killed && death === undefined) listener?.message(message)
    },
    crash() {
      death = new SubletError('RunnerCrashed', 'The runner ended: a test said so')
      listener?.died(death)
    },
    sent(type) {
      const found = posted.findLast((message) => message.type === type)
      if (!isOf(type, found)) throw new Error(`no '${type}' was posted to ${id}`)
      return found
    },
    count: (type) => posted.filter((message) => message.type === type).length,
    holdKill() {
      const held = Promise.withResolvers<void>()
      gate = held.promise
      return held.resolve
    },
  }
}

function isOf<T extends ToRunner['type']>(
  type: T,
  message: ToRunner | undefined,
): message is Extract<ToRunner, { type: T }> {
  return message?.type === type
}

type Handlers = Parameters<SchedulerClient['request']>[1]

/** A request as the scheduler has it. `reports` are what the host said of it, in order. */
export interface FakeRequest {
  readonly asked: LeaseRequest
  readonly reports: string[]
  grant(seconds?: number, sliceBytes?: number): void
  queued(position: number, etaMs?: number | null): void
  abort(reason: AbortReason): void
  refuse(error: SubletError): void
  settle(bill?: Partial<Bill>): void
}

export interface FakeScheduler extends SchedulerClient {
  readonly requests: FakeRequest[]
  readonly residencies: string[]
  last(): FakeRequest
}

/** Keeps the contract of `SchedulerClient`: `refused` or `settled` is called once and last, and ends all reports. */
export function createFakeScheduler(): FakeScheduler {
  const requests: FakeRequest[] = []
  const residencies: string[] = []
  return {
    requests,
    residencies,
    last() {
      const newest = requests.at(-1)
      if (newest === undefined) throw new Error('no lease was asked for')
      return newest
    },
    request(asked, handlers) {
      const { request, handle } = open(asked, handlers, `r${requests.length + 1}`)
      requests.push(request)
      return handle
    },
    residency({ runner, level, held }) {
      residencies.push(`${runner} ${level} ${held}`)
    },
    visitAs: () => undefined,
    addCredits: () => undefined,
    configure: () => undefined,
    ledger: async () => ({ rows: [], days: [] }),
    close: () => undefined,
  }
}

function open(asked: LeaseRequest, handlers: Handlers, id: string) {
  const reports: string[] = []
  let granted = false
  let ended = false
  const report = (text: string): void => {
    if (ended) return
    if (!granted) throw new Error(`reported before the grant: ${text}`)
    reports.push(text)
  }
  const end = (how: () => void): void => {
    if (ended) throw new Error('a request ends once')
    ended = true
    how()
  }
  const request: FakeRequest = {
    asked,
    reports,
    grant(seconds = asked.seconds, sliceBytes = 1000) {
      granted = true
      handlers.granted({ lease: 1, seconds, sliceBytes, queuedMs: 0 })
    },
    queued: (position, etaMs = null) => handlers.queued(position, etaMs),
    abort: handlers.abort,
    refuse: (error) => end(() => handlers.refused(error)),
    settle: (bill) => end(() => handlers.settled({ ...BILL, ...bill })),
  }
  const handle = {
    id,
    attaching: (loaded: number, total: number) => report(`attaching ${loaded}/${total}`),
    started: (held: number) => report(`started ${held}`),
    settle: (outcome: string) => report(`settle ${outcome}`),
    aborted: () => report('aborted'),
    cancel() {
      if (!ended) reports.push('cancel')
    },
  }
  return { request, handle }
}

const BILL: Bill = { outcome: 'completed', queuedMs: 0, attachMs: 0, ranMs: 500, chargedMs: 500, creditMs: 0 }

export const SPEC: InterfaceSpec = {
  title: 'fake',
  description: '',
  inputs: [{ kind: 'json' }],
  outputs: [{ kind: 'json' }],
  gpu: [],
}

export const STAGED: StagedModel = {
  source: 'https://models.test/m.onnx',
  digest: '',
  skeleton: new Uint8Array([1]),
  tensors: [],
  externalData: [],
  files: [],
  inputs: [],
  outputs: [],
}

/** No file is on its hub, unless the test says so. */
export function fakeStage(stage: Partial<Stage> = {}): Stage {
  const absent = { status: 404, type: '', bytes: null, body: null }
  return { model: async () => STAGED, file: async () => absent, ...stage }
}

/** Timers stand still; promises still settle: `await` this after what a promise has to carry on. */
export async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}
