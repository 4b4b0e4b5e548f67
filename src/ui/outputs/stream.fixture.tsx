/** Shows what a handler yields, one value after the other, in the same place. */
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { onTestFinished } from 'vitest'
import '../tokens.css'
import '../base.css'

export interface Stream {
  place: HTMLElement
  give(value: unknown): void
}

export function stream(view: (value: unknown) => ReactNode, first: unknown): Stream {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
  const give = (value: unknown) => root.render(view(value))
  give(first)
  return { place, give }
}
