/** Why a setting of Transformers.js' `env` changes nothing here; undefined for a value that asks for what is anyway. */
type Reason = (value: unknown) => string | undefined

const unless =
  (harmless: unknown, reason: string): Reason =>
  (value) =>
    value === harmless ? undefined : reason

const HUB = 'models come from the hub that is set on the Models page, by the page'
const STORE = 'the page stores the files of models itself, in IndexedDB'

/** Settings that would lead the library out of the runner, or to a storage that an opaque origin has not. */
const SETTINGS: Readonly<Record<string, Reason>> = {
  remoteHost: unless('https://huggingface.co/', HUB),
  remotePathTemplate: unless('{model}/resolve/{revision}/', HUB),
  useBrowserCache: unless(false, STORE),
  useFSCache: unless(false, STORE),
  cacheDir: unless(null, STORE),
  useFS: unless(false, 'a browser has no file system'),
  useWasmCache: unless(false, 'the runtime of this site is compiled by the page and handed over'),
  experimental_useCrossOriginStorage: unless(false, STORE),
}

/**
 * Keeps the settings of `SETTINGS` as they are: what a handler sets there is ignored, and said once to be. All others
 * work as documented.
 */
export function keepSettings(env: object, warn: (text: string) => void): void {
  for (const [name, reason] of Object.entries(SETTINGS)) {
    const value: unknown = Reflect.get(env, name)
    Object.defineProperty(env, name, {
      enumerable: true,
      get: () => value,
      set(wanted: unknown) {
        const why = reason(wanted)
        if (why !== undefined) warn(`env.${name} has no effect here: ${why}.`)
      },
    })
  }
}
