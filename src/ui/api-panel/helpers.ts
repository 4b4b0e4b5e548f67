export type Language = 'ts' | 'js'

/** Functions that a script brings along where its inputs need them. */
export type Helper = 'picture' | 'sound' | 'file' | 'json' | 'bytes'

const ORDER: readonly Helper[] = ['picture', 'sound', 'file', 'json', 'bytes']

/** Their source, in one order, each once. */
export function helperCode(helpers: ReadonlySet<Helper>, language: Language): string[] {
  const text = language === 'ts' ? ': string' : ''
  const sources: Record<Helper, string> = {
    picture: `/** The pixels of a picture of this site, or of a blob: address. */
async function picture(address${text}, width = 0, height = 0) {
  const bitmap = await createImageBitmap(await (await fetch(address)).blob())
  const size = [width || bitmap.width, height || bitmap.height]${language === 'ts' ? ' as const' : ''}
  const context = new OffscreenCanvas(...size).getContext('2d')
  if (context === null) throw new Error('This browser gives no 2D canvas')
  context.drawImage(bitmap, 0, 0, ...size)
  return context.getImageData(0, 0, ...size)
}`,
    sound: `/** A sound of this site, or of a blob: address, as samples. */
async function sound(address${text}, sampleRate = 44_100) {
  const context = new OfflineAudioContext(1, 1, sampleRate)
  const buffer = await context.decodeAudioData(await (await fetch(address)).arrayBuffer())
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, at) => buffer.getChannelData(at))
  return { sampleRate, channels }
}`,
    file: `/** A file of this site, or of a blob: address. */
async function file(address${text}, type = '') {
  return new File([await (await fetch(address)).blob()], address, { type })
}`,
    json: `/** Data of this site, or of a blob: address. */
async function json(address${text}) {
  return (await fetch(address)).json()
}`,
    bytes: `function bytes(base64${text}) {
  return Uint8ClampedArray.from(atob(base64), (letter) => letter.charCodeAt(0))
}`,
  }
  return ORDER.filter((helper) => helpers.has(helper)).map((helper) => sources[helper])
}
