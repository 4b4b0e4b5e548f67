/** What the handlers are given; recipe/ has the same in Python. */

export interface Pixels {
  width: number
  height: number
  /** RGBA. */
  data: Uint8ClampedArray<ArrayBuffer>
}

/** Gradients in red and green, and waves in blue. */
export function picture(width = 96, height = 80): Pixels {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const wave = 127 + 127 * Math.sin((x + y) / 7)
      data.set([(255 * x) / width, (255 * y) / height, wave, 255], 4 * (y * width + x))
    }
  }
  return { width, height, data }
}

/** A tone that rises for 1.5 s. */
export function sweep(): { sampleRate: number; channels: Float32Array[] } {
  const sampleRate = 16_000
  const samples = Float32Array.from({ length: 1.5 * sampleRate }, (_, n) => {
    const t = n / sampleRate
    return Math.sin(2 * Math.PI * (200 * t + 450 * t * t)) / 2
  })
  return { sampleRate, channels: [samples] }
}
