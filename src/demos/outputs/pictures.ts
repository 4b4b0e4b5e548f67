/** Rings around the middle, `rings` of them, in a hue from 0 to 360. */
export function rings(size: number, count: number, hue: number): ImageData {
  const image = new ImageData(size, size)
  const pixels = new Uint32Array(image.data.buffer)
  for (let at = 0; at < pixels.length; at += 1) {
    const x = (at % size) / size - 0.5
    const y = Math.floor(at / size) / size - 0.5
    const wave = 0.5 + 0.5 * Math.cos(Math.hypot(x, y) * count * 4 * Math.PI)
    const [red, green, blue] = colour(hue, wave)
    pixels[at] = (255 << 24) | (blue << 16) | (green << 8) | red
  }
  return image
}

/** Without its colours. */
export function grey({ data, width, height }: ImageData): ImageData {
  const image = new ImageData(width, height)
  for (let at = 0; at < data.length; at += 4) {
    const level = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]
    image.data.set([level, level, level, 255], at)
  }
  return image
}

function colour(hue: number, light: number): number[] {
  return [0, 120, 240].map((shift) => {
    const share = 0.5 + 0.5 * Math.cos(((hue - shift) * Math.PI) / 180)
    return Math.round(255 * (0.12 + 0.88 * light) * (0.25 + 0.75 * share))
  })
}
