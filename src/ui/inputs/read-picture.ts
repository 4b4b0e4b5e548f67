import { formatBytes } from '../format/bytes'

/** A longer side is refused: its pixels alone would take 256 MB. */
const LONGEST = 8192

/** A camera's largest JPEG has a third of this; what is above is no picture for a page. */
const MOST_BYTES = 64_000_000

/** Decodes a file. Rejects with an `Error` whose message is for the visitor. */
export async function readPicture(file: Blob): Promise<ImageData> {
  const name = file instanceof File && file.name !== '' ? `“${file.name}”` : 'This file'
  if (file.type !== '' && !file.type.startsWith('image/')) {
    throw new Error(`${name} is no picture, but ${file.type}`)
  }
  if (file.size > MOST_BYTES) {
    throw new Error(`${name} is ${formatBytes(file.size)}; a picture may have ${formatBytes(MOST_BYTES)}`)
  }
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new Error(`${name} is no picture that the browser can read`, { cause })
  })
  try {
    const { width, height } = bitmap
    if (Math.max(width, height) > LONGEST) {
      throw new Error(`The picture is ${width} × ${height}; ${LONGEST} is the longest side`)
    }
    const context = new OffscreenCanvas(width, height).getContext('2d')
    if (context === null) throw new Error('This browser gives no 2D canvas')
    context.drawImage(bitmap, 0, 0)
    return context.getImageData(0, 0, width, height)
  } finally {
    bitmap.close()
  }
}
