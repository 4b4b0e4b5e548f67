import { runtime } from 'virtual:sublet/runtime'
import type { RunnerModules } from '../protocol/runner'
import { fetchSiteText, siteUrl } from './site'

/** The code that runners are made of. Each part is fetched once, when it is first needed. */
export interface RunnerFiles {
  boot(): Promise<string>
  modules(): Promise<RunnerModules>
  /** ONNX Runtime, compiled once for all runners of this tab. */
  wasm(): Promise<WebAssembly.Module>
}

export function createRunnerFiles(): RunnerFiles {
  // Its wasm is smaller and attaches in half the time where the browser has stack switching (ORT-FACTS 4).
  const ort = 'Suspending' in WebAssembly ? runtime.ort.jspi : runtime.ort.asyncify

  async function loadModules(): Promise<RunnerModules> {
    const paths = { ...runtime.modules, [runtime.ort.specifier]: ort.module }
    const entries = Object.entries(paths).map(async ([name, path]) => [name, await fetchSiteText(path)])
    return { modules: Object.fromEntries(await Promise.all(entries)), main: runtime.main, libraries: [] }
  }

  return {
    boot: once(() => fetchSiteText(runtime.boot)),
    modules: once(loadModules),
    wasm: once(() => compile(siteUrl(ort.wasm))),
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url)
  // Not every static host knows the type of .wasm, and streaming compilation insists on it.
  if (response.headers.get('content-type')?.startsWith('application/wasm')) {
    return WebAssembly.compileStreaming(response)
  }
  return WebAssembly.compile(await response.arrayBuffer())
}

/** Remembers a success; a failure is tried again by the next caller. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
}
