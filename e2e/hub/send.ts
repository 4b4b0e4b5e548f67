import type { ServerResponse } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import type { Fault } from './faults'
import { type ByteSource, CHUNK } from './source'

/**
 * Writes a stretch of a file as the body, with what the fault does to it. Resolves when the body is out, or cut, or
 * when the other side has gone.
 */
export async function send(
  response: ServerResponse,
  source: ByteSource,
  { start, end }: { start: number; end: number },
  fault: Fault,
  count: (bytes: number) => void,
): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const stop = Math.min(
    fault.cutAfter ?? Number.POSITIVE_INFINITY,
    fault.stallAfter ?? Number.POSITIVE_INFINITY,
  )
  const limit = Math.min(end, start + stop)
  // Ten pieces a second, so that a slow download is a steady one.
  const step = Math.max(
    1,
    Math.min(CHUNK, Math.floor((fault.bytesPerSecond ?? Number.POSITIVE_INFINITY) / 10)),
  )
  for (let at = start; at < limit && !gone.signal.aborted; at += step) {
    const bytes = flipped(source.read(at, Math.min(at + step, limit)), at, fault.flip ?? [])
    if (!response.write(bytes)) await event(response, 'drain', gone.signal)
    count(bytes.length)
    if (fault.bytesPerSecond !== undefined)
      await paused((1000 * bytes.length) / fault.bytesPerSecond, gone.signal)
  }
  if (gone.signal.aborted) return
  if (limit === end) {
    response.end()
    return
  }
  if (fault.cutAfter !== undefined && start + fault.cutAfter === limit) {
    // Not `destroy`: what was written is sent first, so that the other side gets exactly that much.
    response.socket?.destroySoon()
    return
  }
  await event(response, 'close', gone.signal)
}

function flipped(bytes: Uint8Array, offset: number, flips: readonly number[]): Uint8Array {
  const inside = flips.map((flip) => flip - offset).filter((index) => index >= 0 && index < bytes.length)
  if (inside.length === 0) return bytes
  const copy = bytes.slice()
  for (const index of inside) copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

function event(response: ServerResponse, name: 'drain' | 'close', gone: AbortSignal): Promise<void> {
  if (gone.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const seen = (): void => {
      response.off(name, seen)
      gone.removeEventListener('abort', seen)
      resolve()
    }
    response.on(name, seen)
    gone.addEventListener('abort', seen)
  })
}

async function paused(ms: number, gone: AbortSignal): Promise<void> {
  try {
    await after(ms, undefined, { signal: gone })
  } catch (cause) {
    if (!gone.aborted) throw cause
  }
}
