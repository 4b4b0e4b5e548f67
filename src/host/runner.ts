import { SubletError } from '../protocol/errors'
import { openPort, type Port } from '../protocol/port'
import { type FromRunner, fromRunnerSchema, type RunnerModules, type ToRunner } from '../protocol/runner'
import { awakeTimeout } from './awake-timeout'
import type { Frame } from './frame'
import { createLibraries } from './libraries'
import { createMessageBudget, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND } from './message-budget'
import type { RunnerFiles } from './runner-files'

/** A runner is up in a fraction of a second; what is not up by now never will be. */
const BOOT_MS = 30_000

export interface RunnerListener {
  message(message: FromRunner): void
  /** It ended by itself. Called once, and not after `kill`. */
  died(error: SubletError): void
}

/** One sandboxed worker, seen from the page. Nothing that it sends is trusted; what does not parse is dropped. */
export interface Runner {
  readonly id: string
  /** @throws DOMException `DataCloneError` when an input of a call cannot be cloned; then nothing was sent */
  post(message: ToRunner, transfer?: Transferable[]): void
  /** Hands over the ONNX Runtime that its frame has compiled, which the port cannot carry. */
  give(): void
  /** Replaces the listener; a runner that died before is reported at once. */
  listen(listener: RunnerListener): void
  /** Ends the worker, whatever it does; resolves when it is gone. Idempotent. */
  kill(): Promise<void>
}

/**
 * Spawns a runner and waits until its boot code and libraries are parsed. It has no handler and no device yet.
 * @throws SubletError `RunnerCrashed` when it ends instead, or is not up within 30 s; then it is ended
 */
export async function spawnRunner(id: string, frame: Frame, files: RunnerFiles): Promise<Runner> {
  const [boot, modules] = await Promise.all([files.boot(), files.modules()])
  const booted = Promise.withResolvers<void>()
  const budget = createMessageBudget(() => performance.now())
  let death: SubletError | undefined
  let listener: RunnerListener | undefined
  let ended = false
  let dropped = 0

  const channel = new MessageChannel()
  const port: Port<ToRunner | RunnerModules> = openPort(channel.port1, fromRunnerSchema, {
    message(message) {
      if (!budget.spend()) return die(flooded())
      if (message.type === 'booted') booted.resolve()
      else {
        if (message.type === 'import') void libraries.send(message.library)
        listener?.message(message)
      }
    },
    // A hostile or broken runner wastes its own lease only: the deadline ends it.
    malformed(reason) {
      if (!budget.spend()) return die(flooded())
      dropped += 1
      if (!isWorthTelling(dropped)) return
      const text = dropped === 1 ? `dropped a message: ${reason}` : `dropped ${dropped} messages: ${reason}`
      listener?.message({ type: 'log', level: 'error', text })
    },
  })
  const libraries = createLibraries(files, (message) => port.post(message))

  /** What it still sends is dropped with its port, the queue included. */
  function die(error: SubletError): void {
    if (ended) return
    ended = true
    port.close()
    death = error
    booted.reject(error)
    void frame.kill(id)
    listener?.died(error)
  }

  frame.spawn(id, boot, channel.port2, (message) =>
    die(new SubletError('RunnerCrashed', `The runner ended: ${message}`)),
  )
  port.post(modules)
  const endTimeout = awakeTimeout(BOOT_MS, () => die(notUp()))
  try {
    await booted.promise
  } finally {
    endTimeout()
  }

  return {
    id,
    post(message, transfer) {
      if (message.type === 'call') budget.refill()
      port.post(message, transfer)
    },
    give: () => frame.give(id),
    listen(next) {
      listener = next
      if (death !== undefined) next.died(death)
    },
    kill() {
      ended = true
      port.close()
      return frame.kill(id)
    },
  }
}

/** The first one, the tenth, the hundredth: a line for each would be a flood of its own. */
function isWorthTelling(count: number): boolean {
  return Number.isInteger(Math.log10(count))
}

function flooded(): SubletError {
  return new SubletError(
    'RunnerCrashed',
    `The runner was ended: it sent more than ${MESSAGES_AT_ONCE} messages at once, or ${MESSAGES_PER_SECOND} a second for long.`,
    {
      figures: { messagesAtOnce: MESSAGES_AT_ONCE, messagesPerSecond: MESSAGES_PER_SECOND },
      wayOut: 'Log, yield and report progress less often: a person can follow a few a second.',
    },
  )
}

function notUp(): SubletError {
  const seconds = BOOT_MS / 1000
  return new SubletError('RunnerCrashed', `The runner did not start within ${seconds} s and was ended.`, {
    figures: { waitedSeconds: seconds },
    wayOut: 'Try again, or reload the page. Closing other tabs helps where the machine is busy.',
  })
}
