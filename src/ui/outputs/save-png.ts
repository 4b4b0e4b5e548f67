/** Hands what a canvas shows to the browser's download. */
export function savePng(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob((blob) => {
    // Null only for a canvas without pixels: then there is nothing to save.
    if (blob === null) return
    const url = URL.createObjectURL(blob)
    const link = document.createElement('a')
    link.href = url
    link.download = `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-') || 'picture'}.png`
    link.click()
    URL.revokeObjectURL(url)
  }, 'image/png')
}
