import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type * as Ort from 'onnxruntime-web/webgpu'
import * as v from 'valibot'
import type { Value } from './inputs'
import { MODELS, type ModelSpec } from './manifest'

const dataSchema = v.union([
  v.instance(Float32Array),
  v.instance(Float64Array),
  v.instance(Uint8Array),
  v.instance(Int8Array),
  v.instance(Int32Array),
  v.instance(BigInt64Array),
  v.instance(Uint16Array),
])
const valueSchema = v.object({
  name: v.string(),
  type: v.string(),
  dims: v.array(v.number()),
  data: dataSchema,
})
const outcomeSchema = v.union([v.object({ outputs: v.array(valueSchema) }), v.object({ error: v.string() })])
/** What came of a model on one side. */
export type Outcome = v.InferOutput<typeof outcomeSchema>

declare global {
  interface Window {
    /** In the plain page. */
    ort: typeof Ort
  }
}

const ORT_DIST = 'node_modules/onnxruntime-web/dist'
const PLAIN_PAGE = `<!doctype html>
<link rel="icon" href="data:,">
<script type="module">
  // The builds that the site chooses between, by the same rule.
  const jspi = 'Suspending' in WebAssembly
  const ort = await import(jspi ? '/ort/ort.jspi.bundle.min.mjs' : '/ort/ort.webgpu.bundle.min.mjs')
  ort.env.wasm.wasmPaths = new URL('/ort/', location.href).href
  ort.env.wasm.numThreads = 1
  window.ort = ort
</script>
`

/** What the hub serves: the models, and a page with ONNX Runtime Web and nothing of Sublet. */
export function filesToServe(): Record<string, Uint8Array | string> {
  const files: Record<string, Uint8Array | string> = { 'plain.html': PLAIN_PAGE }
  for (const name of readdirSync(MODELS)) files[`models/${name}`] = readFileSync(resolve(MODELS, name))
  for (const name of readdirSync(ORT_DIST)) {
    if (/^ort\.(jspi|webgpu)\.bundle\.min\.mjs$|\.(jspi|asyncify)\.(wasm|mjs)$/.test(name)) {
      files[`ort/${name}`] = readFileSync(resolve(ORT_DIST, name))
    }
  }
  return files
}

/** Staged, packed and attached by the site, inside a handler under a lease. */
export async function runBySublet(site: Page, url: string, inputs: Record<string, Value>): Promise<Outcome> {
  const outcome = await site.evaluate(
    async ([url, inputs]): Promise<unknown> => {
      try {
        const [outputs] = await window.sublet.predict('conformance', [url, inputs])
        return { outputs }
      } catch (error) {
        return { error: String(error) }
      }
    },
    [url, inputs] as const,
  )
  return v.parse(outcomeSchema, outcome)
}

/** The same bytes in plain ONNX Runtime Web on WebGPU. */
export async function runByPlain(
  page: Page,
  { name, plain, data }: ModelSpec,
  inputs: Record<string, Value>,
): Promise<Outcome> {
  const task = { file: plain ?? `${name}.onnx`, data: plain === undefined ? data : [], inputs }
  const outcome = await page.evaluate(async ({ file, data, inputs }): Promise<unknown> => {
    const { InferenceSession, Tensor } = window.ort
    const read = async (path: string): Promise<Uint8Array> =>
      new Uint8Array(await (await fetch(`/models/${path}`)).arrayBuffer())
    try {
      const externalData = await Promise.all(data.map(async (path) => ({ path, data: await read(path) })))
      const session = await InferenceSession.create(await read(file), {
        executionProviders: ['webgpu'],
        externalData,
      })
      const feeds: Record<string, Ort.Tensor> = {}
      for (const [input, { type, data, dims }] of Object.entries(inputs)) {
        feeds[input] = Reflect.construct(Tensor, [type, data, dims])
      }
      const results = await session.run(feeds)
      const outputs = session.outputNames.map((output) => {
        const tensor = results[output]
        return { name: output, type: tensor?.type, dims: tensor?.dims, data: tensor?.data }
      })
      await session.release()
      return { outputs }
    } catch (error) {
      return { error: String(error) }
    }
  }, task)
  return v.parse(outcomeSchema, outcome)
}

/** What the adapter is called and what it can do. */
export function adapterOf(page: Page): Promise<{ name: string; features: string[] }> {
  return page.evaluate(async () => {
    const adapter = await navigator.gpu.requestAdapter()
    const { vendor = '', architecture = '' } = adapter?.info ?? {}
    return { name: `${vendor} ${architecture}`, features: [...(adapter?.features ?? [])] }
  })
}
