import { hueOf } from '../hues'

/** What a canvas draws with: it knows no custom properties, and neither light nor dark. */
export interface Colours {
  ink: string
  line: string
  series: string[]
}

/** As they are at this moment, in the theme of `host`. */
export function readColours(host: HTMLElement, series: number): Colours {
  const probe = document.createElement('span')
  host.append(probe)
  const read = (colour: string) => {
    probe.style.color = colour
    return getComputedStyle(probe).color
  }
  const colours = {
    ink: read('var(--ink-2)'),
    line: read('var(--line)'),
    series: Array.from({ length: series }, (_, index) => read(hueOf(index))),
  }
  probe.remove()
  return colours
}
