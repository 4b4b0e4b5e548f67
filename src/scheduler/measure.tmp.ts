import { openDB } from 'idb'
import { NOTHING_SAVED } from './core/state'
import { noLedger, openLedger } from './ledger'
import { createScheduler } from './scheduler'

const mode = self.name
let done: Promise<unknown> | undefined
async function start() {
  if (mode === 'bare')
    return (port: MessagePort) => {
      port.onmessage = (e) => port.postMessage(e.data)
    }
  let ledger: any = noLedger
  if (mode === 'ahead')
    ledger = (await openLedger({ database: 'm-ahead', wall: Date.now, failed: (e) => reportError(e) })).ledger
  if (mode.startsWith('wait')) {
    const db: any = await openDB('m-' + mode, 1, {
      upgrade(d) {
        d.createObjectStore('reservations', { keyPath: 'lease' })
        d.createObjectStore('windows', { keyPath: 'tier' })
        d.createObjectStore('settlements', { keyPath: 'lease' })
      },
    })
    const durability = mode.includes('strict') ? 'strict' : 'relaxed'
    ledger = {
      ...noLedger,
      reserve(r: any, w: any) {
        const tx = db.transaction(['reservations', 'windows'], 'readwrite', { durability })
        tx.objectStore('reservations').put(r)
        tx.objectStore('windows').put(w)
        tx.commit()
        done = tx.done
      },
      settle(s: any, w: any) {
        const tx = db.transaction(['reservations', 'windows', 'settlements'], 'readwrite', { durability })
        tx.objectStore('settlements').put(s)
        tx.objectStore('reservations').delete(s.lease)
        tx.objectStore('windows').put(w)
        tx.commit()
      },
    }
  }
  const scheduler = createScheduler(
    {
      now: () => ({ ms: performance.now(), wall: Date.now() }),
      after(ms, run) {
        const t = setTimeout(run, ms)
        return () => clearTimeout(t)
      },
      async lockFree(name, signal) {
        await navigator.locks.request(name, { signal }, () => undefined)
      },
      ledger,
      report: (p) => reportError(p),
    },
    NOTHING_SAVED,
  )
  return (port: MessagePort) =>
    scheduler.connect(
      !mode.startsWith('wait')
        ? port
        : {
            addEventListener: port.addEventListener.bind(port) as any,
            removeEventListener: port.removeEventListener.bind(port) as any,
            start: () => port.start(),
            postMessage(m: any) {
              if (m.type === 'granted') done!.then(() => port.postMessage(m))
              else port.postMessage(m)
            },
          },
    )
}
const started = start()
addEventListener('connect', (e: any) => {
  started.then((c) => c(e.ports[0]))
})
