import { SubletError } from '../protocol/errors'
import { openPort, type Port } from '../protocol/port'
import { type FromRunner, fromRunnerSchema, type RunnerModules, type ToRunner } from '../protocol/runner'
import type { Frame } from './frame'
import type { RunnerFiles } from './runner-files'

export interface RunnerListener {
  message(message: FromRunner): void
  /** It ended by itself. Called once, and not after `kill`. */
  died(error: SubletError): void
}

/** One sandboxed worker, seen from the page. Nothing that it sends is trusted; what does not parse is dropped. */
export interface Runner {
  readonly id: string
  post(message: ToRunner): void
  /** Hands over the compiled ONNX Runtime, which the port cannot carry. */
  give(module: WebAssembly.Module): void
  /** Replaces the listener; a runner that died before is reported at once. */
  listen(listener: RunnerListener): void
  /** Ends the worker, whatever it does; resolves when it is gone. Idempotent. */
  kill(): Promise<void>
}

/** Spawns a runner and waits until its boot code and libraries are parsed. It has no handler and no device yet. */
export async function spawnRunner(id: string, frame: Frame, files: RunnerFiles): Promise<Runner> {
  const [boot, modules] = await Promise.all([files.boot(), files.modules()])
  const booted = Promise.withResolvers<void>()
  let death: SubletError | undefined
  let listener: RunnerListener | undefined
  let killed = false

  const channel = new MessageChannel()
  const port: Port<ToRunner | RunnerModules> = openPort(channel.port1, fromRunnerSchema, {
    message(message) {
      if (message.type === 'booted') booted.resolve()
      else listener?.message(message)
    },
    // A hostile or broken runner wastes its own lease only: the deadline ends it.
    malformed: (reason) =>
      listener?.message({ type: 'log', level: 'error', text: `dropped a message: ${reason}` }),
  })
  frame.spawn(id, boot, channel.port2, (message) => {
    if (killed) return
    killed = true
    port.close()
    death = new SubletError('RunnerCrashed', `The runner ended: ${message}`)
    booted.reject(death)
    listener?.died(death)
    void frame.kill(id)
  })
  port.post(modules)
  await booted.promise

  return {
    id,
    post: (message) => port.post(message),
    give: (module) => frame.give(id, module),
    listen(next) {
      listener = next
      if (death !== undefined) next.died(death)
    },
    kill() {
      killed = true
      port.close()
      return frame.kill(id)
    },
  }
}
