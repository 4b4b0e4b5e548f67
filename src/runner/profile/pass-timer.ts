import type { ProfileSpan } from '../../protocol/profile'
import { LONGEST_SPAN_NAME, MOST_SPANS } from '../../protocol/profile-limits'

/** Two queries a pass, 8 bytes each (https://gpuweb.github.io/gpuweb/#querysets). */
const QUERIES = 2 * MOST_SPANS
const BYTES = 8 * QUERIES

/** Times the passes of one lease on the GPU's own clock. */
export interface PassTimer {
  /**
   * A pass begins.
   * @param dispatches of the lease, so far
   * @returns the descriptor that writes timestamps; the same where it has its own, or there were enough passes
   */
  pass<D extends GPUComputePassDescriptor>(descriptor: D | undefined, dispatches: number): D | undefined
  /**
   * @param at milliseconds of the lease
   * @param dispatches of the lease, so far
   */
  submitted(at: number, dispatches: number): void
  /** Reads them. To be called while the device is leased; what it gives comes later. Undefined: they cannot be read. */
  end(): Promise<{ spans: ProfileSpan[]; left: number } | undefined>
}

/** One that was submitted. */
export interface Pass {
  name: string
  /** Milliseconds of the lease. */
  submittedAt: number
  dispatches: number
}

/** @returns undefined where there are no timestamp queries, or no room for them */
export function createPassTimer(device: GPUDevice | undefined): PassTimer | undefined {
  if (device === undefined || !device.features.has('timestamp-query')) return undefined
  const made = resources(device)
  if (made === undefined) return undefined
  const { querySet, resolved, readable } = made
  const passes: Pass[] = []
  /** Encoded and not submitted yet, with the dispatches before it. */
  let encoded: { name: string; before: number }[] = []
  let left = 0

  async function read(): Promise<{ spans: ProfileSpan[]; left: number } | undefined> {
    try {
      await readable.mapAsync(GPUMapMode.READ)
      const stamps = new BigUint64Array(readable.getMappedRange())
      return { spans: spansOf(passes, stamps), left }
    } catch {
      // The device is lost, or was ended by a demotion: there is nothing to tell.
      return undefined
    } finally {
      querySet.destroy()
      resolved.destroy()
      readable.destroy()
    }
  }

  return {
    pass(descriptor, dispatches) {
      if (descriptor?.timestampWrites !== undefined) return descriptor
      const nth = passes.length + encoded.length
      if (nth === MOST_SPANS) {
        left += 1
        return descriptor
      }
      encoded.push({ name: String(descriptor?.label ?? '').slice(0, LONGEST_SPAN_NAME), before: dispatches })
      const timestampWrites = {
        querySet,
        beginningOfPassWriteIndex: 2 * nth,
        endOfPassWriteIndex: 2 * nth + 1,
      }
      // Inherits all else: the browser reads a descriptor by its names.
      return Object.create(descriptor ?? null, { timestampWrites: { value: timestampWrites } })
    },
    submitted(at, dispatches) {
      for (const [index, { name, before }] of encoded.entries()) {
        const after = encoded[index + 1]?.before ?? dispatches
        passes.push({ name, submittedAt: at, dispatches: after - before })
      }
      encoded = []
    },
    end() {
      const count = 2 * passes.length
      if (count === 0) return Promise.resolve({ spans: [], left })
      const encoder = device.createCommandEncoder()
      encoder.resolveQuerySet(querySet, 0, count, resolved, 0)
      encoder.copyBufferToBuffer(resolved, 0, readable, 0, 8 * count)
      device.queue.submit([encoder.finish()])
      return read()
    },
  }
}

function resources(device: GPUDevice) {
  try {
    return {
      querySet: device.createQuerySet({ type: 'timestamp', count: QUERIES }),
      resolved: device.createBuffer({
        size: BYTES,
        usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
      }),
      readable: device.createBuffer({
        size: BYTES,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      }),
    }
  } catch {
    // The slice is full: what the handler does goes before what is told of it.
    return undefined
  }
}

/**
 * The GPU's clock begins anywhere. Nothing runs before it is submitted: the passes lie as early as that allows all of
 * them, which is where they were if the GPU was free at one submit at least.
 */
export function spansOf(passes: readonly Pass[], stamps: ArrayLike<bigint>): ProfileSpan[] {
  const timed = passes.flatMap((pass, index) => {
    const [from, to] = [stamps[2 * index], stamps[2 * index + 1]]
    // What was never executed wrote nothing.
    if (from === undefined || to === undefined || from === 0n || to < from) return []
    return [{ ...pass, from, to }]
  })
  const origin = timed[0]?.from ?? 0n
  const since = (stamp: bigint): number => Number(stamp - origin) / 1e6
  const offset = timed.reduce((most, { submittedAt, from }) => Math.max(most, submittedAt - since(from)), 0)
  return timed.map(({ name, dispatches, from, to }) => ({
    kind: 'pass',
    name,
    at: Math.max(0, since(from) + offset),
    ms: since(to) - since(from),
    dispatches,
  }))
}
