import type { Palette } from './paint'

/**
 * The page's tokens as colours that a canvas takes: custom properties keep `light-dark()` as it is written, and only
 * the colour of an element is resolved.
 *
 * @param probes has a child for each name, `data-colour`, of that colour
 */
export function readPalette(probes: HTMLElement): Palette {
  const colour = (name: keyof Palette): string => {
    const probe = probes.querySelector(`[data-colour="${name}"]`)
    return probe === null ? 'gray' : getComputedStyle(probe).color
  }
  return {
    leased: colour('leased'),
    queued: colour('queued'),
    warm: colour('warm'),
    cool: colour('cool'),
    bad: colour('bad'),
    ink: colour('ink'),
    faint: colour('faint'),
    line: colour('line'),
    ground: colour('ground'),
    onLeased: colour('onLeased'),
  }
}
