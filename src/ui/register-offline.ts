import type { StoreApi } from 'zustand/vanilla'

export interface OfflineState {
  /** Another version of the site is there, and waits until nobody uses this one: this changes to it now. */
  update: (() => void) | undefined
  /** What this page is made of is stored. */
  kept: boolean
  /** Why it cannot be stored. */
  problem: string | undefined
}

/** Weights are stored by staging, in IndexedDB, and not by the service worker. */
const WEIGHTS = /\.onnx(_data(_\d+)?)?$/

export async function register(
  container: ServiceWorkerContainer,
  store: StoreApi<OfflineState>,
): Promise<void> {
  const first = container.controller === null
  const registration = await container.register(new URL('service-worker.js', document.baseURI))

  /** A first one waits for nobody. */
  const offer = (worker: ServiceWorker | null): void => {
    if (worker === null || container.controller === null) return
    store.setState({
      update() {
        container.addEventListener('controllerchange', () => location.reload(), { once: true })
        worker.postMessage('take over')
      },
    })
  }
  offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') offer(installing)
    })
  })

  const { active } = await container.ready
  if (first && active !== null) await handOver(active)
  store.setState({ kept: true })
}

/** As workbox-routing takes them: each as if it were asked for now. Resolves when they are stored. */
function handOver(active: ServiceWorker): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const done = new Promise<void>((resolve) => {
    port1.onmessage = () => resolve()
  })
  active.postMessage({ type: 'CACHE_URLS', payload: { urlsToCache: fetchedSoFar() } }, [port2])
  return done
}

function fetchedSoFar(): string[] {
  const scope = new URL('./', document.baseURI).href
  const urls = performance.getEntriesByType('resource').map(({ name }) => name)
  return [...new Set(urls)].filter((url) => url.startsWith(scope) && !WEIGHTS.test(new URL(url).pathname))
}
