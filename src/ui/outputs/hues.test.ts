import { expect, test } from 'vitest'
import { HUES, hueOf, ON_HUE } from './hues'

/** `--panel` of tokens.css. */
const PANEL = { light: '#ffffff', dark: '#151918' }

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each(['light', 'dark'] as const)('each hue can be read and seen in %s', (theme) => {
  for (const hue of HUES) {
    expect(contrast(hue[theme], ON_HUE[theme])).toBeGreaterThan(4.5)
    expect(contrast(hue[theme], PANEL[theme])).toBeGreaterThan(4.5)
  }
})

test('the ninth is the first again', () => {
  expect(hueOf(8)).toBe(hueOf(0))
  expect(new Set(HUES.map((_, index) => hueOf(index))).size).toBe(8)
})
