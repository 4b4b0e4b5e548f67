import { Interface, Textbox } from 'sublet'

/** Each tries to read, or to spoil, what the site keeps in this browser. */
const ATTACKS: Record<string, () => unknown> = {
  'open-database': () => settled(indexedDB.open('sublet-staging')),
  'delete-database': () => settled(indexedDB.deleteDatabase('sublet-staging')),
  'list-databases': () => indexedDB.databases(),
  caches: () => caches.open('sublet'),
  opfs: () => navigator.storage.getDirectory(),
  buckets: () => navigator.storageBuckets.open('sublet'),
  'sandboxed-files': () => webkitRequestFileSystemSync(0, 1024),
  persist: () => navigator.storage.persist(),
  estimate: () => navigator.storage.estimate(),
  'steal-lock': () => navigator.locks.request('sublet-scheduler', { steal: true }, () => 'held'),
  'list-locks': () => navigator.locks.query(),
  'local-storage': () => localStorage.length,
  'session-storage': () => sessionStorage.length,
  cookie: () => document.cookie,
  'cookie-store': () => cookieStore.getAll(),
  // The page listens to these, and hears nothing: channels are of an origin.
  broadcast() {
    for (const name of ['sublet-scheduler', 'sublet-staging']) {
      const channel = new BroadcastChannel(name)
      channel.postMessage({ type: 'opened' })
      channel.postMessage({ type: 'knock', channel: 'hostile' })
    }
    return 'posted'
  },
}

function settled(request: IDBRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve('opened')
    request.onerror = () => reject(request.error)
  })
}

/** `refused` and the name of the error, or what was got. */
async function outcome(attempt: () => unknown): Promise<string> {
  try {
    const got = await attempt()
    return typeof got === 'string' ? got : `got ${JSON.stringify(got)}`
  } catch (error) {
    return `refused: ${error?.name ?? String(error)}`
  }
}

export default Interface({
  title: 'hostile-storage',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn: async (attack) => (attack === 'fine' ? 'fine' : outcome(ATTACKS[attack])),
})
