import { openDB } from 'idb'
import { test } from 'vitest'

const r = {
  lease: 1,
  tier: 'pro',
  demo: 'demo',
  fn: 'fn',
  size: 'large',
  seconds: 10,
  requestedMs: 10000,
  queuedMs: 0,
  grantedAt: 1e12,
}
test('sync cost', { timeout: 120000 }, async () => {
  const out: string[] = []
  const db: any = await openDB('sync', 1, {
    upgrade(d) {
      d.createObjectStore('reservations', { keyPath: 'lease' })
      d.createObjectStore('windows', { keyPath: 'tier' })
      d.createObjectStore('noinline')
    },
  })
  const raw: IDBDatabase = await new Promise((res) => {
    const q = indexedDB.open('sync')
    q.onsuccess = () => res(q.result)
  })
  const variants: Record<string, () => Promise<unknown>> = {
    'idb two stores': () => {
      const tx = db.transaction(['reservations', 'windows'], 'readwrite', { durability: 'relaxed' })
      const p = [
        tx.objectStore('reservations').put(r),
        tx.objectStore('windows').put({ tier: 'pro', startedAt: 1, usedMs: 2 }),
      ]
      tx.commit()
      return Promise.all([...p, tx.done])
    },
    'idb one store': () => {
      const tx = db.transaction('reservations', 'readwrite', { durability: 'relaxed' })
      const p = tx.store.put(r)
      tx.commit()
      return Promise.all([p, tx.done])
    },
    'raw two stores': () => {
      const tx = raw.transaction(['reservations', 'windows'], 'readwrite', { durability: 'relaxed' })
      tx.objectStore('reservations').put(r)
      tx.objectStore('windows').put({ tier: 'pro', startedAt: 1, usedMs: 2 })
      tx.commit()
      return new Promise((res) => {
        tx.oncomplete = res
      })
    },
    'raw one store': () => {
      const tx = raw.transaction('reservations', 'readwrite', { durability: 'relaxed' })
      tx.objectStore('reservations').put(r)
      tx.commit()
      return new Promise((res) => {
        tx.oncomplete = res
      })
    },
    'raw one store, external key': () => {
      const tx = raw.transaction('noinline', 'readwrite', { durability: 'relaxed' })
      tx.objectStore('noinline').put(r, 1)
      tx.commit()
      return new Promise((res) => {
        tx.oncomplete = res
      })
    },
    'raw delete only': () => {
      const tx = raw.transaction('noinline', 'readwrite', { durability: 'relaxed' })
      tx.objectStore('noinline').delete(1)
      tx.commit()
      return new Promise((res) => {
        tx.oncomplete = res
      })
    },
  }
  for (let round = 0; round < 2; round++)
    for (const [name, run] of Object.entries(variants)) {
      let sync = 0
      const t0 = performance.now()
      for (let i = 0; i < 40; i++) {
        const s = performance.now()
        const done: Promise<unknown>[] = []
        for (let k = 0; k < 20; k++) done.push(run())
        sync += performance.now() - s
        await Promise.all(done)
      }
      out.push(
        `${name}: sync ${((sync / 800) * 1000).toFixed(0)} us, whole ${(((performance.now() - t0) / 800) * 1000).toFixed(0)} us`,
      )
    }
  throw new Error('\n' + out.join('\n'))
})
