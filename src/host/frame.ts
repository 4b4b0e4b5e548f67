import { SubletError } from '../protocol/errors'
import { FRAME_PROTOCOL, type FrameHello, fromFrameSchema, type ToFrame } from '../protocol/frame'
import { openPort, type Port } from '../protocol/port'
import { siteUrl } from './site'

/** The hidden frame whose policy every runner inherits. It spawns and ends workers, and knows no more. */
export interface Frame {
  /** @param died called once if the worker fails by itself; not after `kill` */
  spawn(runner: string, boot: string, port: MessagePort, died: (message: string) => void): void
  /** Hands the compiled ONNX Runtime to a worker. */
  give(runner: string, module: WebAssembly.Module): void
  /** Resolves when the worker has been ended. Idempotent. */
  kill(runner: string): Promise<void>
  close(): void
}

/** Opens the frame and shakes hands: one window message that carries a port, after which only the port is used. */
export async function openFrame(): Promise<Frame> {
  const element = document.createElement('iframe')
  element.src = siteUrl('sandbox.html')
  element.hidden = true
  element.title = 'Sublet runners'
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve, { once: true }))
  document.body.append(element)
  await loaded

  const died = new Map<string, (message: string) => void>()
  const killing = new Map<string, PromiseWithResolvers<void>>()
  const ready = Promise.withResolvers<void>()
  const channel = new MessageChannel()
  const port: Port<ToFrame> = openPort(channel.port1, fromFrameSchema, {
    message(message) {
      switch (message.type) {
        case 'ready':
          return ready.resolve()
        case 'crashed':
          return died.get(message.runner)?.(message.message)
        case 'killed':
          killing.get(message.runner)?.resolve()
          killing.delete(message.runner)
      }
    },
    malformed: (reason) => ready.reject(new SubletError('RunnerCrashed', `sandbox.html: ${reason}`)),
  })
  const hello: FrameHello = { type: 'hello', protocol: FRAME_PROTOCOL, port: channel.port2 }
  element.contentWindow?.postMessage(hello, new URL(element.src).origin, [channel.port2])
  await ready.promise

  return {
    spawn(runner, boot, runnerPort, onDeath) {
      died.set(runner, onDeath)
      port.post({ type: 'spawn', runner, boot, port: runnerPort }, [runnerPort])
    },
    give: (runner, module) => port.post({ type: 'wasm', runner, module }),
    kill(runner) {
      if (!died.delete(runner)) return killing.get(runner)?.promise ?? Promise.resolve()
      const killed = Promise.withResolvers<void>()
      killing.set(runner, killed)
      port.post({ type: 'kill', runner })
      return killed.promise
    },
    close() {
      port.close()
      element.remove()
      for (const killed of killing.values()) killed.resolve()
    },
  }
}
