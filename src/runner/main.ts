/** The composer of a runner: wires the roles to the port. Imported by the boot code as the main module. */
import { fromWire, toWire } from '../protocol/errors'
import { openPort } from '../protocol/port'
import { type FromRunner, LONGEST_TEXT, type ToRunner, toRunnerSchema } from '../protocol/runner'
import { installRuntime } from '../sdk/runtime'
import { createResidency } from './attach/residency'
import { createSharedWeights } from './attach/shared-weights'
import type { Linker } from './boot/linker'
import { assignedName } from './calls/assigned-name'
import { createCalls, type Handler } from './calls/calls'
import { noCanvasHere } from './calls/canvases'
import { createGpuFunctions } from './calls/gpu-function'
import { createLeases } from './calls/leases'
import { forwardConsole, type LogLevel } from './console'
import { createFileRequests } from './fetch/file-requests'
import { createRepositoryFetch } from './fetch/repository-fetch'
import { emulateGpu } from './gpu/emulation'
import { createMeter } from './gpu/meter'
import { importDemo } from './libraries/import-demo'
import { createLibraries } from './libraries/libraries'
import { withNames } from './libraries/with-names'
import { createModelRequests } from './model-requests'
import type { Recorder } from './profile/recorder'
import { readable } from './readable'
import { installRealm } from './realm'
import { receiveRuntime } from './receive-runtime'
import { asOurs } from './transformers/as-ours'
import { closeWalls } from './walls'

export function run(endpoint: MessagePort, linker: Linker): void {
  const port = openPort<ToRunner, FromRunner>(endpoint, toRunnerSchema, {
    message: handle,
    malformed: (reason) => logError(`a message of the page was dropped: ${reason}`),
  })
  const post = (message: FromRunner, transfer: Transferable[] = []): void =>
    port.post(withNames(message, linker.named), transfer)
  const log = (level: LogLevel, text: string): void => {
    const call = calls.current()?.id
    post({ type: 'log', level, text: text.slice(0, LONGEST_TEXT), ...(call !== undefined && { call }) })
  }
  const logError = (text: string): void => log('error', text)
  /** Values whose buffers the handler gave up: they leave the runner without a copy. */
  const given = new WeakSet<object>()
  const calls = createCalls({ post, given: (value) => given.has(value) })
  forwardConsole(console, log)
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    logError(`Unhandled rejection: ${readable(event.reason)}`)
  })
  addEventListener('error', (event) => {
    // Told, and not let out: the frame would take it for the runner's end, and the lease for lost and unbilled.
    event.preventDefault()
    logError(`Uncaught: ${readable(event.error ?? event.message)}`)
  })

  const meter = createMeter()
  const residency = createResidency(meter, {
    deviceLost: (reason) => leases.deviceLost(reason),
    uncaptured: (error) => emulation.uncaptured(error),
    released: (device) => emulation.released(device),
  })
  const wasm = receiveRuntime()
  let recorder: Recorder | undefined
  const leases = createLeases({ residency, meter, wasm, post, record: (grant) => recorder?.begin(grant) })
  const gpu = createGpuFunctions({
    leases,
    call: calls.current,
    loaded: () => handlers.length > 0,
    nameAt: (stack) => assignedName(linker.named(stack), (file) => sources.get(file)),
  })
  const libraries = createLibraries(linker, post)
  const models = createModelRequests(post, wasm)
  const files = createFileRequests(post)
  /** The demo's files, by the name that stacks give them. */
  const sources = new Map<string, string>()
  /** By the number of their event; an Interface has one. */
  let handlers: readonly Handler[] = []

  closeWalls(globalThis)
  globalThis.fetch = createRepositoryFetch({
    native: fetch.bind(globalThis),
    stage: models.prepare,
    file: files.file,
  })
  const emulation = emulateGpu({
    leased: residency.leased,
    meter,
    named: linker.named,
    log,
  })
  installRuntime({
    wrap: gpu.wrap,
    lease: gpu.lease,
    call: calls.current,
    canvas(view) {
      const running = calls.current()
      if (running === undefined) throw noCanvasHere()
      return running.canvas(view)
    },
    give: (value) => given.add(value),
  })
  installRealm({
    stage: models.stage,
    watchStaging: models.watch,
    runtime: models.runtime,
    attachments: residency.attachments,
    weights: createSharedWeights(residency.attachments),
    recorder: () => recorder,
    lease() {
      const [lease, device] = [leases.current(), residency.leased()]
      return lease && device && { signal: lease.signal, device }
    },
  })
  post({ type: 'booted' })

  function handle(message: ToRunner): void {
    switch (message.type) {
      case 'load':
        return void load(message)
      case 'imported':
        return libraries.imported(message)
      case 'notImported':
        return libraries.notImported(message)
      case 'staged':
        return models.staged(message.model, message)
      case 'notStaged':
        return models.notStaged(message.model, fromWire(message.error))
      case 'staging':
        return models.staging(message.model, message.files)
      case 'fetched':
        return files.fetched(message)
      case 'notFetched':
        return files.notFetched(message)
      case 'call':
        return void call(message)
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

  async function load(demo: Extract<ToRunner, { type: 'load' }>): Promise<void> {
    try {
      for (const [path, code] of Object.entries(demo.files)) sources.set(demo.base + path, code)
      const [{ loadHandler, createRecorder }, module] = await Promise.all([
        importLoader(),
        importDemo(linker, libraries, demo),
      ])
      const loaded = loadHandler(module, gpu, demo.entry)
      handlers = loaded.handlers
      recorder ??= createRecorder({ leased: residency.leased, peak: meter.peak, post })
      post({ type: 'loaded', spec: loaded.spec })
    } catch (error) {
      post({ type: 'loadFailed', error: toWire(asOurs(error)) })
    }
  }

  /** Not before there is a demo: a spare runner is part of the page's first load. */
  async function importLoader(): Promise<typeof import('./handler')> {
    await libraries.fetch(['#load'])
    return import(/* @vite-ignore */ linker.url('#load'))
  }

  async function call({
    call,
    inputs,
    canvases,
    event = 0,
  }: Extract<ToRunner, { type: 'call' }>): Promise<void> {
    const handler = handlers[event]
    if (handler !== undefined) return calls.run(call, inputs, canvases, handler)
    post({ type: 'threw', call, error: toWire(new Error('No handler is loaded.')) })
  }

  async function demote(to: 'cool' | 'idle'): Promise<void> {
    const level = await residency.demote(to)
    post({ type: 'residency', level, held: meter.held() })
  }
}
