import { MOST_BYTES_OF_ALL } from './to-thin'

/** Why drafts are not kept. The editor goes on; the next edit tries again. */
export interface Trouble {
  code: 'StorageFull' | 'NoStorage' | 'TooLarge'
  message: string
  wayOut: string
  /** By name; the unit is in the name. */
  figures: Readonly<Record<string, number>>
}

/** Thrown where a draft does not fit. What else a database throws is told apart by `troubleOf`. */
export class DraftsFull extends Error {
  override readonly name = 'DraftsFull'

  readonly heldBytes: number
  readonly demos: number

  constructor(heldBytes: number, demos: number) {
    super(`drafts hold ${heldBytes} bytes`)
    this.heldBytes = heldBytes
    this.demos = demos
  }
}

/** @param textBytes size of the text that is not kept */
export function troubleOf(thrown: unknown, textBytes: number): Trouble {
  if (thrown instanceof DraftsFull) {
    const { heldBytes, demos } = thrown
    return {
      code: 'TooLarge',
      message: `Drafts may hold ${sizeText(MOST_BYTES_OF_ALL)} in this browser, and hold ${sizeText(heldBytes)} in ${demos} ${demos === 1 ? 'demo' : 'demos'}. What you type now is not kept.`,
      wayOut: 'Delete the drafts of other demos, or copy your text to a file.',
      figures: { heldBytes, demos, allowedBytes: MOST_BYTES_OF_ALL, textBytes },
    }
  }
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') {
    return {
      code: 'StorageFull',
      message: `There is no room left in the storage of this browser for ${sizeText(textBytes)} of text. What you type now is not kept.`,
      wayOut: 'Delete a model on the Models page, or copy your text to a file.',
      figures: { textBytes },
    }
  }
  const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return {
    code: 'NoStorage',
    message: `This browser gives the page no storage for drafts (${reason}). What you type now is not kept.`,
    wayOut: 'Leave the private window or allow this site to store data, or copy your text to a file.',
    figures: { textBytes },
  }
}

/** `850 KB`, `1.4 MB`, `64 MB`; decimal. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}
