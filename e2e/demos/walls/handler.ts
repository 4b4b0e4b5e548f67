import { Interface, JSON, Textbox } from 'sublet'

type Attempt = () => unknown

/** What came of an attempt: the error's name, or `ALLOWED` with what it got. */
async function outcome(attempt: Attempt): Promise<string> {
  try {
    return `ALLOWED: ${String(await attempt())}`
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

function openDatabase(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('sublet-staging')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** A worker that is refused either throws at once or fires `error`; one that runs posts a message. */
function startWorker(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { type: 'module' })
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = () => reject(new DOMException('the worker did not start', 'Refused'))
  })
}

function openSocket(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.onopen = () => resolve('open')
    socket.onerror = () => reject(new DOMException('the socket did not open', 'Refused'))
  })
}

const script = 'postMessage("alive")'

function attempts(origin: string): Record<string, Attempt> {
  return {
    indexedDB: openDatabase,
    caches: () => caches.keys(),
    opfs: () => navigator.storage.getDirectory(),
    locks: () => navigator.locks.request('x', () => 'held'),
    fetch: () => fetch(`${origin}/index.html`),
    webSocket: () => openSocket(`${origin.replace('http', 'ws')}/socket`),
    eventSource: () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`${origin}/events`)
        source.onopen = resolve
        source.onerror = () => reject(new DOMException('refused', 'Refused'))
      }),
    importHttp: () => import(/* @vite-ignore */ `${origin}/runtime/ort.jspi.bundle.min.mjs`),
    importData: () => import(/* @vite-ignore */ `data:text/javascript,export default ${origin.length}`),
    workerHttp: () => startWorker(`${origin}/scheduler.js`),
    workerBlob: () => startWorker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))),
    workerData: () => startWorker(`data:text/javascript,${script}`),
  }
}

export default Interface({
  title: 'walls',
  inputs: [Textbox({ label: 'Origin of the site' })],
  outputs: [JSON()],
  fn: async (origin) => {
    const entries = Object.entries(attempts(origin)).map(async ([name, attempt]) => [
      name,
      await outcome(attempt),
    ])
    return { origin: self.origin, secure: isSecureContext, ...Object.fromEntries(await Promise.all(entries)) }
  },
})
