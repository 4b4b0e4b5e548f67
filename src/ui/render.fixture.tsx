/** Puts a part of the page into the document of a browser test, with the page's own styles. */
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { onTestFinished } from 'vitest'
import './tokens.css'
import './base.css'

export function render(node: ReactNode): HTMLElement {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  root.render(node)
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
  return place
}
