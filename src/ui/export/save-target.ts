import type { ZipSink } from '../../host/exported/zip'
import { saveFile } from '../elements/save-file'

/** Where a file goes while it is made. */
export interface SaveTarget extends ZipSink {
  /** All of it was written. */
  finish(): Promise<void>
  /** Nothing of it stays. */
  abandon(): Promise<void>
}

/** Bytes: from here on a file is written to the disk as it is made, where the browser can. */
const LARGE = 256_000_000
/** Bytes of pieces that are handed to the browser at once: it may keep them on the disk. */
const BATCH = 16 * 2 ** 20

interface SaveFilePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>
}

/**
 * A file that the visitor gets when it is finished.
 * @param bytes about how large it will be
 * @throws DOMException `AbortError` when the visitor chooses none
 */
export async function openSaveTarget(name: string, bytes: number): Promise<SaveTarget> {
  if (bytes >= LARGE && hasPicker(window)) {
    const handle = await window.showSaveFilePicker({ suggestedName: name })
    const file = await handle.createWritable()
    return {
      write: (piece) => file.write(piece),
      finish: () => file.close(),
      abandon: () => file.abort(),
    }
  }
  return downloadTarget((content) => saveFile(content, name))
}

/** Keeps the pieces until the file is whole. */
export function downloadTarget(save: (content: Blob) => void): SaveTarget {
  let whole: Blob[] = []
  let batch: Uint8Array<ArrayBuffer>[] = []
  let held = 0
  const hand = (): void => {
    whole.push(new Blob(batch))
    batch = []
    held = 0
  }
  return {
    async write(piece) {
      batch.push(piece)
      held += piece.length
      if (held >= BATCH) hand()
    },
    async finish() {
      hand()
      save(new Blob(whole, { type: 'application/zip' }))
    },
    async abandon() {
      whole = []
      batch = []
    },
  }
}

function hasPicker(scope: Window): scope is Window & SaveFilePicker {
  return 'showSaveFilePicker' in scope
}
