/** The composer of a runner: wires the roles to the port. Imported by the boot code as the main module. */
import { fromWire, toWire } from '../protocol/errors'
import { openPort } from '../protocol/port'
import { type FromRunner, LONGEST_TEXT, type ToRunner, toRunnerSchema } from '../protocol/runner'
import { installRuntime } from '../sdk/runtime'
import { createResidency } from './attach/residency'
import type { Linker } from './boot/linker'
import { createCalls, type Handler } from './calls/calls'
import { createGpuFunctions } from './calls/gpu-function'
import { createLeases } from './calls/leases'
import { createPending } from './calls/pending'
import { forwardConsole, readable } from './console'
import { emulateGpu } from './gpu/emulation'
import { createMeter } from './gpu/meter'
import { loadHandler } from './handler'
import { installRealm, type Staged } from './realm'
import { receiveRuntime } from './receive-runtime'
import { closeWalls } from './walls'

export function run(endpoint: MessagePort, linker: Linker): void {
  const port = openPort<ToRunner, FromRunner>(endpoint, toRunnerSchema, {
    message: handle,
    malformed: (reason) => logError(`a message of the page was dropped: ${reason}`),
  })
  const post = (message: FromRunner): void => port.post(message)
  const logError = (text: string): void =>
    post({ type: 'log', level: 'error', text: text.slice(0, LONGEST_TEXT) })
  forwardConsole(post)
  addEventListener('unhandledrejection', ({ reason }) => logError(`Unhandled rejection: ${readable(reason)}`))

  const meter = createMeter()
  const residency = createResidency(meter, {
    deviceLost: (reason) => leases.deviceLost(reason),
    uncaptured: (message) => logError(`WebGPU: ${message}`),
  })
  const leases = createLeases({ residency, meter, wasm: receiveRuntime(), post })
  const calls = createCalls(post)
  const gpu = createGpuFunctions(leases, calls.current)
  const staging = createPending<Staged>()
  let models = 0
  let handler: Handler | undefined

  closeWalls(globalThis)
  emulateGpu(residency.leased, meter)
  installRuntime({ wrap: gpu.wrap, lease: leases.current })
  installRealm({
    attachments: residency.attachments,
    leased: () => leases.current() !== undefined,
    stage(path) {
      const model = `${++models}`
      const staged = staging.open(model)
      post({ type: 'model', model, path })
      return staged
    },
  })
  post({ type: 'booted' })

  function handle(message: ToRunner): void {
    switch (message.type) {
      case 'load':
        return void load(message)
      case 'imported':
      case 'notImported':
        return
      case 'staged':
        return staging.resolve(message.model, message)
      case 'notStaged':
        return staging.reject(message.model, fromWire(message.error))
      case 'call':
        return void call(message.call, message.inputs)
      case 'cancel':
        return calls.cancel(message.call)
      case 'grant':
        return leases.granted(message)
      case 'refused':
        return leases.refused(message.request, fromWire(message.error))
      case 'abort':
        return leases.abort(message.request, fromWire(message.error))
      case 'demote':
        return void demote(message.to)
    }
  }

  async function load({ base, entry, files }: Extract<ToRunner, { type: 'load' }>): Promise<void> {
    try {
      const loaded = await loadHandler(linker, gpu, `${base}${entry}`, files[entry] ?? '')
      handler = loaded.handler
      post({ type: 'loaded', spec: loaded.spec })
    } catch (error) {
      post({ type: 'loadFailed', error: toWire(error) })
    }
  }

  async function call(id: string, inputs: readonly unknown[]): Promise<void> {
    if (handler !== undefined) return calls.run(id, inputs, handler)
    post({ type: 'threw', call: id, error: toWire(new Error('No handler is loaded.')) })
  }

  async function demote(to: 'cool' | 'idle'): Promise<void> {
    const level = await residency.demote(to)
    post({ type: 'residency', level, held: meter.held() })
  }
}
