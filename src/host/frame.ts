import { SubletError } from '../protocol/errors'
import {
  FRAME_PROTOCOL,
  type FrameHello,
  type FromFrame,
  fromFrameSchema,
  type ToFrame,
} from '../protocol/frame'
import { openPort, type Port } from '../protocol/port'
import { awakeTimeout } from './awake-timeout'
import { siteUrl } from './site'

/** A handshake is two messages; most of this is for the network. */
const OPEN_MS = 10_000
/** Ending a worker takes milliseconds. A frame that does not confirm it is gone. */
const KILL_MS = 2_000
/** How often a frame on another origin is asked whether it lives, and how often in vain. */
const PING_MS = 1_000
const MOST_UNANSWERED = 3

/** The hidden frame whose policy every runner inherits. It spawns and ends workers, and knows no more. */
export interface Frame {
  /** @param died called once if the worker ends by itself or with the frame; not after `kill` */
  spawn(runner: string, boot: string, port: MessagePort, died: (message: string) => void): void
  /**
   * Resolves when ONNX Runtime is compiled in the frame, which is done once.
   * @param load the wasm
   * @throws SubletError `RunnerCrashed`; the next call tries again
   */
  compile(load: () => Promise<Blob>): Promise<void>
  /** Hands the compiled ONNX Runtime to a worker. */
  give(runner: string): void
  /** Resolves when the worker has been ended, or the frame with it. Idempotent. */
  kill(runner: string): Promise<void>
  /** Idempotent. Ends all workers; none is told. */
  close(): void
}

export interface FrameOptions {
  /** Of `sandbox.html`, on this origin or on another one. */
  url?: string
  /** Its process is gone, and its workers with it: they are told next. Not called after `close`. */
  onLost?(): void
}

/**
 * Opens the frame and shakes hands (`protocol/frame.ts`).
 * @throws SubletError `RunnerCrashed` when it does not answer, `ProtocolMismatch` when it is of another version
 */
export async function openFrame({
  url = siteUrl('sandbox.html'),
  onLost = () => undefined,
}: FrameOptions = {}): Promise<Frame> {
  const { origin } = new URL(url)
  const element = hiddenFrame(url)
  const ready = Promise.withResolvers<void>()
  const workers = new Map<string, (message: string) => void>()
  const killing = new Map<string, PromiseWithResolvers<void>>()
  let compiling: PromiseWithResolvers<void> | undefined
  let unanswered = 0
  let watch: number | undefined
  let up = false
  let closed = false

  const channel = new MessageChannel()
  const port: Port<ToFrame> = openPort(channel.port1, fromFrameSchema, {
    message: receive,
    malformed(reason) {
      ready.reject(new SubletError('RunnerCrashed', `${url} answered what is no answer: ${reason}`))
      // Once it is up, it is not our frame that talks like this.
      lose()
    },
  })

  function receive(message: FromFrame): void {
    unanswered = 0
    switch (message.type) {
      case 'ready':
        return ready.resolve()
      case 'refused':
        return ready.reject(mismatch(url, message.protocol))
      case 'compiled':
        return compiling?.resolve()
      case 'notCompiled':
        return failCompiling(`ONNX Runtime did not compile: ${message.message}`)
      case 'crashed':
        return workers.get(message.runner)?.(message.message)
      case 'killed':
        killing.get(message.runner)?.resolve()
        killing.delete(message.runner)
        return
      case 'pong':
        return
    }
  }

  function failCompiling(why: string): void {
    compiling?.reject(new SubletError('RunnerCrashed', why))
    compiling = undefined
  }

  /** On this page's origin the frame is in its process: they end together, and there is nothing to ask. */
  function keepWatch(): void {
    if (origin === location.origin) return
    watch = window.setInterval(() => {
      if (workers.size === 0) unanswered = 0
      else if (unanswered === MOST_UNANSWERED) lose()
      else {
        unanswered += 1
        port.post({ type: 'ping' })
      }
    }, PING_MS)
  }

  function lose(): void {
    if (closed || !up) return
    const orphans = [...workers.values()]
    close()
    // First, so that whoever is told takes the next runner from another frame.
    onLost()
    for (const died of orphans) died(GONE)
  }

  function close(): void {
    if (closed) return
    closed = true
    clearInterval(watch)
    port.close()
    element.remove()
    workers.clear()
    for (const killed of killing.values()) killed.resolve()
    killing.clear()
    failCompiling(TOO_LATE)
  }

  const endTimeout = awakeTimeout(OPEN_MS, () => ready.reject(silent(url)))
  try {
    await Promise.race([loaded(element), ready.promise])
    const hello: FrameHello = { type: 'hello', protocol: FRAME_PROTOCOL, port: channel.port2 }
    element.contentWindow?.postMessage(hello, origin, [channel.port2])
    await ready.promise
  } catch (error) {
    close()
    throw error
  } finally {
    endTimeout()
  }
  up = true
  keepWatch()

  return {
    spawn(runner, boot, runnerPort, died) {
      // It was lost while the caller was on its way.
      if (closed) return queueMicrotask(() => died(GONE))
      workers.set(runner, died)
      port.post({ type: 'spawn', runner, boot, port: runnerPort }, [runnerPort])
    },
    async compile(load) {
      if (compiling !== undefined) return compiling.promise
      const started = Promise.withResolvers<void>()
      compiling = started
      try {
        const wasm = await load()
        // It may have been lost meanwhile, or before.
        if (closed) throw new SubletError('RunnerCrashed', TOO_LATE)
        port.post({ type: 'compile', wasm })
      } catch (error) {
        if (compiling === started) compiling = undefined
        started.reject(error)
      }
      return started.promise
    },
    give: (runner) => port.post({ type: 'give', runner }),
    kill(runner) {
      if (!workers.delete(runner)) return killing.get(runner)?.promise ?? Promise.resolve()
      const killed = Promise.withResolvers<void>()
      killing.set(runner, killed)
      port.post({ type: 'kill', runner })
      const end = awakeTimeout(KILL_MS, lose)
      return killed.promise.then(end)
    },
    close,
  }
}

const TOO_LATE = 'The frame of the runners ended before ONNX Runtime was compiled.'
const GONE = 'the process that it ran in is gone; most likely it was out of memory.'

/**
 * Out of sight, but not `display: none`, nor of no size, nor off the page: browsers slow down frames of another origin
 * that nobody can see.
 */
function hiddenFrame(url: string): HTMLIFrameElement {
  const element = document.createElement('iframe')
  element.src = url
  element.title = 'Sublet runners'
  element.ariaHidden = 'true'
  element.tabIndex = -1
  Object.assign(element.style, {
    position: 'fixed',
    insetBlockStart: '0',
    insetInlineStart: '0',
    inlineSize: '2px',
    blockSize: '2px',
    border: 'none',
    opacity: '0',
    pointerEvents: 'none',
  })
  document.body.append(element)
  return element
}

function loaded(element: HTMLIFrameElement): Promise<unknown> {
  return new Promise((resolve) => element.addEventListener('load', resolve, { once: true }))
}

function silent(url: string): SubletError {
  const seconds = OPEN_MS / 1000
  return new SubletError('RunnerCrashed', `${url} did not answer within ${seconds} s.`, {
    figures: { waitedSeconds: seconds },
    wayOut: 'Reload the page. If it stays so, something blocks frames of this site, such as an extension.',
  })
}

function mismatch(url: string, theirs: number): SubletError {
  return new SubletError(
    'ProtocolMismatch',
    `${url} speaks version ${theirs} of the frame's protocol, this page version ${FRAME_PROTOCOL}.`,
    {
      figures: { frameProtocol: theirs, pageProtocol: FRAME_PROTOCOL },
      wayOut: 'Reload the page; the site may have been deployed anew.',
    },
  )
}
