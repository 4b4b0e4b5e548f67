/**
 * The service worker. What the page itself is made of is stored when it is installed; the rest (runners, ONNX Runtime,
 * demos, the small files of models) when it is first used. Models are stored by staging, in IndexedDB.
 */
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

/** As Vite and tools/vite name what never changes: eight characters of a hash before the ending. */
const HASHED = /-[\w-]{8}\.\w+$/
/** Weights: staging stores them, and asks for parts of them. */
const WEIGHTS = /\.onnx(_data(_\d+)?)?$/

const isOurs = (url: URL): boolean => url.href.startsWith(self.registration.scope)

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

registerRoute(
  ({ url }) => isOurs(url) && HASHED.test(url.pathname),
  new CacheFirst({ cacheName: 'used', plugins: [new ExpirationPlugin({ maxEntries: 500 })] }),
)
// By a name that stays, a file may be another one after the next deploy.
registerRoute(
  ({ url, request }) => isOurs(url) && !WEIGHTS.test(url.pathname) && !request.headers.has('range'),
  new NetworkFirst({ cacheName: 'latest', plugins: [new ExpirationPlugin({ maxEntries: 500 })] }),
)

// The first visit begins without a service worker; from then on it is there for the pages that are open.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// Another version waits until the visitor asks for it: two of them must not serve the parts of one page.
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting()
})
