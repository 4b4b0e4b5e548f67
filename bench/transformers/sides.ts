/** One handler in the page itself, with the published Transformers.js, and in a runner of Sublet. */
import { demos } from 'virtual:sublet/demos'
import type {} from '../../e2e/transformers/plain-page'
import { createApi } from '../../src/host/api'
import { createHost } from '../../src/host/host'

/** Calls the handler of a demo. */
export type Predict = (demo: string, inputs: readonly unknown[]) => Promise<readonly unknown[]>

export interface Side {
  predict: Predict
  close(): void
}

/** Room for a model of 400 MB in a large lease, whatever the browser says of the machine's memory. */
const BUDGET_BYTES = 4e9

/** The page's side of Sublet from nothing, as the site makes it when it opens. */
export async function openSublet(): Promise<Side> {
  const host = createHost({ demos })
  const { predict, models, configure, visitAs } = createApi(host)
  configure({ budgetBytes: BUDGET_BYTES })
  // The quota is no part of what is measured.
  visitAs('enterprise')
  await models.setHub({ base: await hubUrl() })
  return { predict, close: () => host.close() }
}

/** Transformers.js from nothing. It stays until the page is gone. */
export async function openPlain(): Promise<Side> {
  window.hub = await hubUrl()
  const page = '/plain/page.mjs'
  await import(/* @vite-ignore */ page)
  return { predict: window.plain, close: () => undefined }
}

async function hubUrl(): Promise<string> {
  return (await fetch('/bench/hub')).text()
}
