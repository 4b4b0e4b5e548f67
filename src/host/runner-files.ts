import { runtime } from 'virtual:sublet/runtime'
import * as v from 'valibot'
import { SubletError } from '../protocol/errors'
import type { RunnerModules } from '../protocol/runner'
import { fetchSiteBlob, fetchSiteText } from './site'

/** The code that runners are made of. Each part is fetched once, when it is first needed. */
export interface RunnerFiles {
  boot(): Promise<string>
  modules(): Promise<RunnerModules>
  /**
   * A library and the modules that it needs, by specifier.
   * @param library as a runner asks for it: anything
   * @throws SubletError `CompileFailed` for one that is not offered
   */
  library(library: string): Promise<Record<string, string>>
  /** The wasm of ONNX Runtime. Not kept: what is compiled of it is, in the frame. */
  wasm(): Promise<Blob>
}

/** As tools/vite/runtime.ts writes it: files of modules, and for each library the modules that it needs. */
export const libraryIndexSchema = v.object({
  files: v.record(v.string(), v.string()),
  needs: v.record(v.string(), v.array(v.string())),
})
export type LibraryIndex = v.InferOutput<typeof libraryIndexSchema>

export function createRunnerFiles(): RunnerFiles {
  // Its wasm is smaller and attaches in half the time where the browser has stack switching (ORT-FACTS 4).
  const ort = 'Suspending' in WebAssembly ? runtime.ort.jspi : runtime.ort.asyncify

  const libraryIndex = once(async () =>
    v.parse(libraryIndexSchema, JSON.parse(await fetchSiteText(runtime.libraries.index))),
  )
  const libraryModules = new Map<string, () => Promise<string>>()

  async function loadModules(): Promise<RunnerModules> {
    const entries = Object.entries(runtime.modules).map(async ([name, path]) => [
      name,
      await fetchSiteText(path),
    ])
    const modules = Object.fromEntries(await Promise.all(entries))
    return { modules, main: runtime.main, libraries: runtime.libraries.names }
  }

  async function loadLibrary(library: string): Promise<Record<string, string>> {
    if (!runtime.libraries.names.includes(library)) {
      throw new SubletError('CompileFailed', `There is no library '${library}'.`)
    }
    const { files, needs } = await libraryIndex()
    const entries = (needs[library] ?? []).map(async (name) => {
      const file = name === runtime.ort.specifier ? ort.module : files[name]
      const load = libraryModules.get(name) ?? once(() => fetchSiteText(file ?? name))
      libraryModules.set(name, load)
      return [name, await load()]
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  return {
    boot: once(() => fetchSiteText(runtime.boot)),
    modules: once(loadModules),
    library: loadLibrary,
    wasm: () => fetchSiteBlob(ort.wasm),
  }
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
