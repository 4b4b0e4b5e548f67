import type { ProfileSpan } from '../../protocol/profile'
import { LONGEST_SPAN_NAME, MOST_SPANS } from '../../protocol/profile-limits'
import type { FromRunner } from '../../protocol/runner'
import { type Busy, createBusy } from './busy'
import { watchCommands } from './commands'
import { createOwnWork, type OwnWork } from './own-work'
import { createPassTimer, type PassTimer } from './pass-timer'

type Kind = Exclude<ProfileSpan['kind'], 'submit' | 'pass'>

/** Records what the leases of a runner spend their time on, one after the other. It comes with the first demo. */
export interface Recorder {
  /** A lease was granted. */
  begin(lease: { request: string; timed?: boolean }): Recording
  /**
   * Does the task, and records it if a lease is held.
   * @param name of the model
   * @param bytes that it takes along
   */
  span<T>(kind: Kind, name: string, task: () => Promise<T>, bytes?: number): Promise<T>
}

/** Of one lease. */
export interface Recording {
  /** Attached: the function starts. */
  started(): void
  /** To be called while the device can still be used; what was recorded is posted later, behind the call's result. */
  end(): void
}

export interface RecorderOptions {
  /** The device of the running lease. */
  leased(): GPUDevice | undefined
  /** The most that was held since the lease's attach began. */
  peak(): number
  post(message: FromRunner): void
}

export function createRecorder({ leased, peak, post }: RecorderOptions): Recorder {
  let lease: OpenLease | undefined
  const { onSubmittedWorkDone } = GPUQueue.prototype
  const done = (queue: GPUQueue): Promise<unknown> => onSubmittedWorkDone.call(queue)
  watchCommands({
    pass: (descriptor) => lease?.timer?.pass(descriptor, lease.dispatches) ?? descriptor,
    dispatched() {
      if (lease !== undefined) lease.dispatches += 1
    },
    submitted: (queue) => lease?.submitted(queue),
  })

  return {
    begin({ request, timed = false }) {
      const own = openLease(done)
      lease = own
      let startedAt: number | undefined
      return {
        started() {
          startedAt = own.now()
          if (timed) own.timer = createPassTimer(leased())
        },
        end() {
          if (lease === own) lease = undefined
          // It never started; the error of the attach tells why.
          if (startedAt === undefined) return
          own.work.settle()
          const told = {
            startedAt,
            endedAt: own.now(),
            busyMs: own.busy.total(),
            peakHeldBytes: peak(),
            timing: !timed ? 'off' : own.timer === undefined ? 'none' : 'on',
          }
          const reading = own.timer?.end()
          // In a task of its own: nobody who waits for the call's result waits for this.
          setTimeout(async () => {
            const { spans = [], left = 0 } = (await reading) ?? {}
            const profile = { ...told, spans: [...own.spans, ...spans], left: { ...own.left, passes: left } }
            post({ type: 'profile', request, profile })
          })
        },
      }
    },
    async span(kind, name, task, bytes) {
      const own = lease
      if (own === undefined) return task()
      const at = own.now()
      const { submits, dispatches } = own
      own.engine(kind, 1)
      try {
        return await task()
      } finally {
        own.engine(kind, -1)
        own.add({
          kind,
          name: name.slice(0, LONGEST_SPAN_NAME),
          at,
          ms: own.now() - at,
          ...(bytes !== undefined && { bytes }),
          ...(kind === 'run' && { submits: own.submits - submits, dispatches: own.dispatches - dispatches }),
        })
      }
    },
  }
}

/** What happens in one lease. */
interface OpenLease {
  readonly spans: readonly ProfileSpan[]
  /** What is not among the spans. */
  readonly left: { readonly spans: number; readonly ms: number }
  readonly busy: Busy
  readonly work: OwnWork
  timer: PassTimer | undefined
  submits: number
  dispatches: number
  /** Milliseconds since the grant. */
  now(): number
  add(span: ProfileSpan): void
  /** A task begins (1) or ends (-1): what is submitted while ONNX Runtime works is no work of the handler. */
  engine(kind: Kind, change: 1 | -1): void
  submitted(queue: GPUQueue): void
}

function openLease(done: (queue: GPUQueue) => Promise<unknown>): OpenLease {
  const origin = performance.now()
  const now = (): number => performance.now() - origin
  const spans: ProfileSpan[] = []
  const left = { spans: 0, ms: 0 }
  const busy = createBusy(now)
  /** Tasks that are under way in ONNX Runtime. */
  let inEngine = 0
  /** Dispatches up to the last submit. */
  let before = 0

  function add(span: ProfileSpan): void {
    if (spans.length < MOST_SPANS) spans.push(span)
    else {
      left.spans += 1
      left.ms += span.ms
    }
  }

  const work = createOwnWork({ now, busy, add, done })
  const lease: OpenLease = {
    spans,
    left,
    busy,
    work,
    timer: undefined,
    submits: 0,
    dispatches: 0,
    now,
    add,
    engine(kind, change) {
      if (kind === 'run' || kind === 'compile') inEngine += change
      if (kind !== 'run') return
      if (change > 0) busy.begin()
      else busy.end()
    },
    submitted(queue) {
      const { dispatches } = lease
      lease.submits += 1
      if (inEngine === 0) work.submitted(queue, dispatches - before)
      lease.timer?.submitted(now(), dispatches)
      before = dispatches
    },
  }
  return lease
}
