import type { Fetch } from '../download/request'
import { type HubDigests, parseHubUrl, readHubDigests } from './hub'
import type { HubSettingsStore } from './hub-settings'

/** SHA-256 of a file of the hub by its URL, hex; the hub is asked once for each repository and revision. */
export function createHubDigests(
  settings: HubSettingsStore,
  fetch: Fetch,
  signal: AbortSignal,
): (url: string) => Promise<string | undefined> {
  const asked = new Map<string, Promise<HubDigests>>()
  return async (url) => {
    const hub = await settings.read()
    const file = parseHubUrl(hub, url)
    if (file === undefined) return undefined
    const repository = `${file.id}@${file.revision}`
    const digests = asked.get(repository) ?? readHubDigests(hub, file, fetch, signal)
    asked.set(repository, digests)
    return (await digests).get(file.path)
  }
}
