import { useSyncExternalStore } from 'react'

/** Whether the browser shows this page to somebody. */
export function useSeen(): boolean {
  return useSyncExternalStore(watch, isSeen)
}

function isSeen(): boolean {
  return document.visibilityState === 'visible'
}

function watch(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange)
  return () => document.removeEventListener('visibilitychange', onChange)
}
