import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import * as v from 'valibot'
import { bundlePlain } from './plain-bundle'

const ORT_DIST = 'node_modules/onnxruntime-web/dist'
const PLAIN_PAGE = `<!doctype html>
<link rel="icon" href="data:,">
<script type="module" src="/plain/page.mjs"></script>
`

const outcomeSchema = v.union([v.object({ outputs: v.array(v.unknown()) }), v.object({ error: v.string() })])
/** What came of a call on one side. */
export type Outcome = v.InferOutput<typeof outcomeSchema>

/** What the hub serves besides its repositories: a page with Transformers.js, the handlers, and nothing of Sublet. */
export async function plainFiles(demos: readonly string[]): Promise<Record<string, Uint8Array | string>> {
  const handlers = demos.map((demo) => [demo, `e2e/demos/${demo}/handler.ts`])
  const modules = await bundlePlain({
    page: 'e2e/transformers/plain-page.ts',
    ...Object.fromEntries(handlers),
  })
  const files: Record<string, Uint8Array | string> = { 'plain.html': PLAIN_PAGE }
  for (const [name, code] of Object.entries(modules)) files[`plain/${name}`] = code
  for (const ending of ['mjs', 'wasm']) {
    const name = `ort-wasm-simd-threaded.asyncify.${ending}`
    files[`ort/${name}`] = readFileSync(`${ORT_DIST}/${name}`)
  }
  return files
}

/** Runs a demo: in the page without Sublet its handler itself, in the site a runner under its leases. */
export async function run(page: Page, demo: string, inputs: readonly unknown[]): Promise<Outcome> {
  const outcome = await page.evaluate(
    async ([demo, inputs]): Promise<unknown> => {
      const given = inputs.map((input) => {
        const { data, width } = Object(input)
        return data instanceof Uint8ClampedArray ? Reflect.construct(ImageData, [data, width]) : input
      })
      try {
        const answer = window.sublet === undefined ? window.plain : window.sublet.predict
        return { outputs: [...(await answer(demo, given))] }
      } catch (error) {
        return { error: String(error) }
      }
    },
    [demo, inputs] as const,
  )
  return v.parse(outcomeSchema, outcome)
}

/** The outputs, where they are what has to be looked at. */
export function outputsOf(outcome: Outcome): unknown[] {
  if ('error' in outcome) throw new Error(outcome.error)
  return outcome.outputs
}
