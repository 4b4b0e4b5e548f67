import type { Support } from './types'

/** What Sublet needs of a browser, in words for a person. */
export function checkSupport(scope: Window & typeof globalThis): Support {
  const missing: string[] = []
  if (!scope.isSecureContext) missing.push('A secure context: open this page over https, or on localhost.')
  if (!('gpu' in scope.navigator)) missing.push('WebGPU: the way a page computes on the graphics card.')
  if (!('locks' in scope.navigator)) missing.push('Web Locks: how a closed tab gives its GPU back.')
  if (!('indexedDB' in scope)) missing.push('IndexedDB: where models wait.')
  return { ok: missing.length === 0, missing }
}

const GB = 1e9

/**
 * A careful guess at what the pool may hold: half of the device memory that the browser admits to, at most
 * 4 GB. A page is not told the GPU's size (DESIGN 3); the Pool view shows the number.
 */
export function guessBudgetBytes(navigator: Navigator): number {
  const memory: unknown = Reflect.get(navigator, 'deviceMemory')
  const half = typeof memory === 'number' ? memory / 2 : 2
  return Math.min(4, Math.max(0.5, half)) * GB
}
