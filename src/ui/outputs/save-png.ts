import { fileName, saveFile } from '../elements/save-file'

/** Hands what a canvas shows to the browser's download. */
export function savePng(canvas: HTMLCanvasElement, name: string): void {
  canvas.toBlob((blob) => {
    // Null only for a canvas without pixels: then there is nothing to save.
    if (blob === null) return
    saveFile(blob, fileName(name, 'png'))
  }, 'image/png')
}
