import { expect, test } from 'vitest'
import { type TextureShape, textureBytes } from './texture-bytes'

function shape(change: Partial<TextureShape>): TextureShape {
  const plain = { width: 1, height: 1, depthOrArrayLayers: 1, mipLevelCount: 1, sampleCount: 1 }
  return { ...plain, dimension: '2d', format: 'rgba8unorm', ...change }
}

test.each([
  ['r8unorm', 1],
  ['rg8snorm', 2],
  ['r16float', 2],
  ['bgra8unorm-srgb', 4],
  ['rg11b10ufloat', 4],
  ['rgba16float', 8],
  ['rg32uint', 8],
  ['rgba32float', 16],
  ['depth16unorm', 2],
  ['depth24plus', 4],
  ['depth32float-stencil8', 8],
])('a texel of %s takes %i bytes', (format, bytes) => {
  expect(textureBytes(shape({ format, width: 10, height: 3 }))).toBe(30 * bytes)
})

test.each([
  ['bc1-rgba-unorm', 8, 4, 4],
  ['bc1-rgba-unorm-srgb', 8, 4, 4],
  ['bc4-r-snorm', 8, 4, 4],
  ['bc5-rg-unorm', 16, 4, 4],
  ['bc6h-rgb-ufloat', 16, 4, 4],
  ['bc7-rgba-unorm-srgb', 16, 4, 4],
  ['etc2-rgb8unorm', 8, 4, 4],
  ['etc2-rgb8a1unorm-srgb', 8, 4, 4],
  ['etc2-rgba8unorm', 16, 4, 4],
  ['eac-r11snorm', 8, 4, 4],
  ['eac-rg11unorm', 16, 4, 4],
  ['astc-4x4-unorm', 16, 4, 4],
  ['astc-8x5-unorm-srgb', 16, 8, 5],
  ['astc-12x10-unorm', 16, 12, 10],
])('%s takes %i bytes for %i x %i texels, and whole blocks only', (format, bytes, width, height) => {
  expect(textureBytes(shape({ format, width: 3 * width, height: 2 * height }))).toBe(6 * bytes)
  expect(textureBytes(shape({ format, width: width + 1, height: 1 }))).toBe(2 * bytes)
})

test('levels halve, down to one texel', () => {
  const levels = shape({ width: 16, height: 4, mipLevelCount: 5 })
  expect(textureBytes(levels)).toBe(4 * (16 * 4 + 8 * 2 + 4 * 1 + 2 + 1))
})

test('layers stay as many on each level, and depth halves', () => {
  const stack = { width: 4, height: 4, depthOrArrayLayers: 6, mipLevelCount: 2 }
  expect(textureBytes(shape(stack))).toBe(4 * 6 * (16 + 4))
  expect(textureBytes(shape({ ...stack, dimension: '3d' }))).toBe(4 * (6 * 16 + 3 * 4))
})

test('each sample counts', () => {
  expect(textureBytes(shape({ width: 8, height: 8, sampleCount: 4 }))).toBe(4 * 64 * 4)
})

test('a format that is not known counts as the largest there is', () => {
  expect(textureBytes(shape({ format: 'rgba64float', width: 2 }))).toBe(32)
})
