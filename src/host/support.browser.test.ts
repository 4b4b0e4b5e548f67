import { expect, test } from 'vitest'
import { checkSupport, guessBudgetBytes } from './support'

/** This window, without some of it. */
function windowWithout(...names: string[]): typeof window {
  return new Proxy(window, {
    has: (target, name) => !names.includes(String(name)) && Reflect.has(target, name),
    get(target, name) {
      if (names.includes(String(name))) return undefined
      if (name === 'navigator') return navigatorWithout(names)
      return Reflect.get(target, name)
    },
  })
}

function navigatorWithout(names: readonly string[]): Navigator {
  return new Proxy(navigator, {
    has: (target, name) => !names.includes(String(name)) && Reflect.has(target, name),
  })
}

test('a browser with all of it can run Sublet', () => {
  expect(checkSupport(window)).toEqual({ ok: true, missing: [] })
})

test('SharedWorker is not needed: a tab can be elected to run the scheduler', () => {
  expect(checkSupport(windowWithout('SharedWorker')).ok).toBe(true)
})

test.each([
  ['isSecureContext', 'A secure context'],
  ['gpu', 'WebGPU'],
  ['locks', 'Web Locks'],
  ['indexedDB', 'IndexedDB'],
])('without %s the page says what is missing, and nothing else', (name, words) => {
  const { ok, missing } = checkSupport(windowWithout(name))
  expect(ok).toBe(false)
  expect(missing).toEqual([expect.stringContaining(words)])
})

test.each([
  [undefined, 2e9],
  [0.25, 0.5e9],
  [4, 2e9],
  [32, 4e9],
])('a device memory of %s GB gives a budget of %s bytes', (deviceMemory, bytes) => {
  const fake = new Proxy(navigator, {
    get: (target, name) => (name === 'deviceMemory' ? deviceMemory : Reflect.get(target, name)),
  })
  expect(guessBudgetBytes(fake)).toBe(bytes)
})
