/** False where a page may not read the clipboard by itself; Control and V works there all the same. */
export function canReadClipboard(): boolean {
  return 'clipboard' in navigator && 'read' in navigator.clipboard
}

/** The picture in the clipboard. Rejects with an `Error` whose message is for the visitor. */
export async function readClipboardPicture(): Promise<Blob> {
  const items = await navigator.clipboard.read().catch((cause: unknown) => {
    throw new Error('The browser does not let this page read the clipboard; press Ctrl V here instead', {
      cause,
    })
  })
  for (const item of items) {
    const type = item.types.find((each) => each.startsWith('image/'))
    if (type !== undefined) return item.getType(type)
  }
  throw new Error('There is no picture in the clipboard; copy one first')
}
