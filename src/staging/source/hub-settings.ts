import * as v from 'valibot'
import type { Fetch } from '../download/request'
import type { ModelStore } from '../store/model-store'
import { DEFAULT_HUB, type Hub } from './hub'

const HUB = 'hub'
const KEY = 'hubKey'

const savedSchema = v.object({
  base: v.string(),
  token: v.optional(v.object({ iv: v.instance(Uint8Array<ArrayBuffer>), sealed: v.instance(ArrayBuffer) })),
})

export interface HubSettings extends Hub {
  token: string | undefined
}

/**
 * Where the hub is, and the visitor's token for it. The token is kept encrypted with a key that the browser does not give
 * out: whoever reads the database, by a hole in a page or from the disk, does not read the token.
 */
export interface HubSettingsStore {
  read(): Promise<HubSettings>
  write(settings: HubSettings): Promise<void>
}

export function createHubSettings(store: Pick<ModelStore, 'setting' | 'saveSetting'>): HubSettingsStore {
  let known: Promise<HubSettings> | undefined

  async function key(): Promise<CryptoKey> {
    const saved = await store.setting(KEY)
    if (saved instanceof CryptoKey) return saved
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    await store.saveSetting({ name: KEY, value: made })
    return made
  }

  async function load(): Promise<HubSettings> {
    const saved = v.safeParse(savedSchema, await store.setting(HUB))
    if (!saved.success) return { ...DEFAULT_HUB, token: undefined }
    const { base, token } = saved.output
    if (token === undefined) return { base, token: undefined }
    const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: token.iv }, await key(), token.sealed)
    return { base, token: new TextDecoder().decode(bytes) }
  }

  return {
    read() {
      known ??= load().catch((cause: unknown) => {
        // The visitor may allow storage later.
        known = undefined
        throw cause
      })
      return known
    },
    async write({ base, token }) {
      const value: v.InferOutput<typeof savedSchema> = { base }
      if (token !== undefined) {
        const iv = crypto.getRandomValues(new Uint8Array(12))
        const sealed = await crypto.subtle.encrypt(
          { name: 'AES-GCM', iv },
          await key(),
          new TextEncoder().encode(token),
        )
        value.token = { iv, sealed }
      }
      await store.saveSetting({ name: HUB, value })
      known = Promise.resolve({ base, token })
    },
  }
}

/** Shows the token to the hub, and to nobody else: a browser drops it where the hub leads elsewhere. */
export function withToken(fetch: Fetch, settings: HubSettingsStore): Fetch {
  return async (url, init) => {
    const { base, token } = await settings.read()
    if (token === undefined || !url.startsWith(`${base}/`)) return fetch(url, init)
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    return fetch(url, { ...init, headers })
  }
}
