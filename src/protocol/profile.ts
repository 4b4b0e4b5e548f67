import * as v from 'valibot'
import { LONGEST_SPAN_NAME, MOST_SPANS } from './profile-limits'

/** Milliseconds; no lease lasts for weeks. */
const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(1e9))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const spanSchema = v.object({
  /**
   * `compile`: a session is made; `stream`: weights go to the GPU. `run` and `cpu`: a session runs, on the GPU or the CPU.
   * `submit`: the GPU works on what the handler submitted itself. `pass`: GPU time of one pass, by timestamp queries.
   */
  kind: v.picklist(['compile', 'stream', 'run', 'cpu', 'submit', 'pass']),
  /** The model, or the label of the pass. */
  name: v.pipe(v.string(), v.maxLength(LONGEST_SPAN_NAME)),
  /** Since the runner heard of its grant. */
  at: ms,
  ms,
  bytes: v.exactOptional(count),
  /** How often `queue.submit` was called meanwhile, and for how many dispatches and draws. */
  submits: v.exactOptional(count),
  dispatches: v.exactOptional(count),
})
export type ProfileSpan = v.InferOutput<typeof spanSchema>

/** An array of holes costs nothing to send, and each of them a turn to walk: its length is looked at first. */
const spans = v.pipe(
  v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= 2 * MOST_SPANS),
  v.array(spanSchema),
)

/** What a runner tells of one lease, once it is over. It is no part of the page's first load. */
export const profileSchema = v.object({
  /** The function started and ended, since the grant as all instants here. */
  startedAt: ms,
  endedAt: ms,
  /** While the GPU had work of this lease, as far as a runner sees that. */
  busyMs: ms,
  /** The most that was held at once. */
  peakHeldBytes: count,
  /** Whether passes were timed: not asked for, not offered by the GPU, or they were. */
  timing: v.picklist(['off', 'none', 'on']),
  spans,
  /** What is not among the spans. */
  left: v.object({ spans: count, ms, passes: count }),
})
export type RunnerProfile = v.InferOutput<typeof profileSchema>
