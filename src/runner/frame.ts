/**
 * The few lines inside `sandbox.html`. Workers are spawned here, not in the page, so that they inherit this
 * document's Content-Security-Policy (DESIGN 2). The same code serves a frame on a second origin.
 */
import * as v from 'valibot'
import {
  type FromFrame,
  frameHelloSchema,
  type ToFrame,
  toFrameSchema,
  type WasmMessage,
} from '../protocol/frame'
import { openPort, type Port } from '../protocol/port'

function onFirstMessage(event: MessageEvent<unknown>): void {
  // A page is known by its window; anything else that posts here is not answered.
  if (event.source !== parent) return
  const hello = v.safeParse(frameHelloSchema, event.data)
  if (!hello.success) return
  removeEventListener('message', onFirstMessage)
  serve(hello.output.port)
}
addEventListener('message', onFirstMessage)

function serve(endpoint: MessagePort): void {
  const workers = new Map<string, Worker>()
  const port: Port<FromFrame> = openPort(endpoint, toFrameSchema, {
    message: handle,
    malformed: (reason) => reportError(new Error(`sandbox frame: ${reason}`)),
  })
  port.post({ type: 'ready' })

  function handle(message: ToFrame): void {
    switch (message.type) {
      case 'spawn':
        return spawn(message.runner, message.boot, message.port)
      case 'wasm': {
        const given: WasmMessage = { wasm: message.module }
        return workers.get(message.runner)?.postMessage(given)
      }
      case 'kill':
        workers.get(message.runner)?.terminate()
        workers.delete(message.runner)
        return port.post({ type: 'killed', runner: message.runner })
    }
  }

  function spawn(runner: string, boot: string, runnerPort: MessagePort): void {
    const worker = new Worker(`data:text/javascript,${encodeURIComponent(boot)}`, {
      type: 'module',
      name: runner,
    })
    workers.set(runner, worker)
    worker.addEventListener('error', (event) => {
      port.post({ type: 'crashed', runner, message: reasonOf(event) })
    })
    worker.postMessage({ port: runnerPort }, [runnerPort])
  }
}

/** The text is the handler's own, of any length. */
function reasonOf({ message }: ErrorEvent): string {
  return message.slice(0, 1000) || 'the worker did not start'
}
