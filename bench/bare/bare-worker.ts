import type { Frame } from '../../src/host/frame'
import type { RunnerFiles } from '../../src/host/runner-files'
import { fetchSiteText } from '../../src/host/site'
import { openPort, type Port } from '../../src/protocol/port'
import type { RunnerModules } from '../../src/protocol/runner'
import { type FromBare, fromBareSchema, type ToBare } from './bare-protocol'

/** A bare worker, seen from the page. It answers one request at a time. */
export interface BareWorker {
  /** Resolves with the output, where there is one. */
  ask(request: ToBare): Promise<Float32Array | undefined>
  end(): Promise<void>
}

const MAIN = '#bare'
let spawned = 0

/** Spawns a worker as the host spawns a runner, same frame and boot code, with another main module. */
export async function spawnBareWorker(frame: Frame, files: RunnerFiles): Promise<BareWorker> {
  const id = `bare-${++spawned}`
  const waiting: PromiseWithResolvers<Float32Array | undefined>[] = []
  const next = (): Promise<Float32Array | undefined> => {
    const reply = Promise.withResolvers<Float32Array | undefined>()
    waiting.push(reply)
    return reply.promise
  }
  const fail = (message: string): void => waiting.shift()?.reject(new Error(`bare worker: ${message}`))

  const channel = new MessageChannel()
  const port: Port<ToBare | RunnerModules> = openPort<FromBare, ToBare | RunnerModules>(
    channel.port1,
    fromBareSchema,
    {
      message(message) {
        if (message.type === 'step') return
        if (message.type === 'failed') fail(message.message)
        else waiting.shift()?.resolve(message.type === 'done' ? message.output : undefined)
      },
      malformed: fail,
    },
  )
  const ready = next()
  frame.spawn(id, await files.boot(), channel.port2, fail)
  port.post(await modules(files))
  await ready
  await frame.compile(files.wasm)
  frame.give(id)

  return {
    ask(request) {
      const reply = next()
      port.post(request)
      return reply
    },
    async end() {
      port.close()
      await frame.kill(id)
    },
  }
}

/** ONNX Runtime as it is, where a runner has its shim. */
async function modules(files: RunnerFiles): Promise<RunnerModules> {
  const { '#onnxruntime-web': runtime } = await files.library('onnxruntime-web')
  if (runtime === undefined) throw new Error('the site has no #onnxruntime-web')
  const code = await fetchSiteText('bench/bare.js')
  return { modules: { 'onnxruntime-web/webgpu': runtime, [MAIN]: code }, main: MAIN, libraries: [] }
}
