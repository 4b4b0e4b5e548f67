/**
 * The few lines inside `sandbox.html`. Workers are spawned here, not in the page, so that they inherit this
 * document's Content-Security-Policy (DESIGN 2). The same code serves a frame on a second origin.
 */
import * as v from 'valibot'
import {
  FRAME_PROTOCOL,
  type FromFrame,
  frameHelloSchema,
  type ToFrame,
  toFrameSchema,
  type WasmMessage,
} from '../protocol/frame'
import { openPort, type Port } from '../protocol/port'

function onFirstMessage(event: MessageEvent<unknown>): void {
  // A page is known by its window; anything else that posts here is not answered.
  if (event.source !== parent || event.ports.length !== 1) return
  const hello = v.safeParse(frameHelloSchema, event.data)
  if (!hello.success) return
  removeEventListener('message', onFirstMessage)
  const { protocol, port } = hello.output
  if (protocol === FRAME_PROTOCOL) serve(port)
  else {
    const refusal: FromFrame = { type: 'refused', protocol: FRAME_PROTOCOL }
    port.postMessage(refusal)
  }
}
addEventListener('message', onFirstMessage)

function serve(endpoint: MessagePort): void {
  const workers = new Map<string, Worker>()
  let compiled: WebAssembly.Module | undefined
  const port: Port<FromFrame> = openPort(endpoint, toFrameSchema, {
    message: handle,
    malformed: (reason) => reportError(new Error(`sandbox frame: ${reason}`)),
  })
  port.post({ type: 'ready' })

  function handle(message: ToFrame): void {
    switch (message.type) {
      case 'spawn':
        return spawn(message.runner, message.boot, message.port)
      case 'compile':
        return void compile(message.wasm)
      case 'give':
        return give(message.runner)
      case 'kill':
        workers.get(message.runner)?.terminate()
        workers.delete(message.runner)
        return port.post({ type: 'killed', runner: message.runner })
      case 'ping':
        return port.post({ type: 'pong' })
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

  async function compile(wasm: Blob): Promise<void> {
    try {
      compiled ??= await compileBlob(wasm)
      port.post({ type: 'compiled' })
    } catch (error) {
      port.post({ type: 'notCompiled', message: String(error) })
    }
  }

  function give(runner: string): void {
    if (compiled === undefined) return
    const given: WasmMessage = { wasm: compiled }
    workers.get(runner)?.postMessage(given)
  }
}

/**
 * Not streamed: Chromium's streaming compiler keeps up to four times what it read, 46 MB here, until the next garbage
 * collection, and nothing in this frame ever causes one (docs/decisions/0009).
 */
async function compileBlob(wasm: Blob): Promise<WebAssembly.Module> {
  const bytes = await wasm.arrayBuffer()
  try {
    // The module has a copy of its own.
    return await WebAssembly.compile(bytes)
  } finally {
    free(bytes)
  }
}

/** What is sent to a port that is closed is freed with the message. `transfer(0)` leaves it to the collector (Chromium 156). */
function free(bytes: ArrayBuffer): void {
  const { port1, port2 } = new MessageChannel()
  port1.postMessage(bytes, [bytes])
  port1.close()
  port2.close()
}

/** The text is the handler's own, of any length. A worker whose script could not be loaded fires a plain event. */
function reasonOf(event: Event): string {
  const message = event instanceof ErrorEvent ? event.message : ''
  return message.slice(0, 1000) || 'the worker did not start'
}
