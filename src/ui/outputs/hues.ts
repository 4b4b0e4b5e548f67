interface Hue {
  light: string
  dark: string
}

/**
 * Colours for things that have no state: categories and series. Neighbours are told apart with most kinds of colour
 * blindness; each has 4.5 : 1 against the ink that stands on it, and more than 3 : 1 against the panel.
 */
export const HUES: readonly Hue[] = [
  { light: '#2057b4', dark: '#8ab4ff' },
  { light: '#a34a00', dark: '#ffb067' },
  { light: '#08734a', dark: '#4cd9a4' },
  { light: '#6d3bc4', dark: '#c3a6ff' },
  { light: '#b3215f', dark: '#ff94c2' },
  { light: '#0b6b80', dark: '#62d3ea' },
  { light: '#636300', dark: '#d3d35a' },
  { light: '#a82631', dark: '#ff9a90' },
]

/** What is written on a ground of a hue. */
export const ON_HUE: Hue = { light: '#ffffff', dark: '#0e1110' }

/** As CSS; there are eight, and the ninth is the first again. */
export function hueOf(index: number): string {
  const hue = HUES[index % HUES.length]
  return hue === undefined ? 'currentcolor' : `light-dark(${hue.light}, ${hue.dark})`
}
