import { deleteDB, openDB } from 'idb'

const DATABASE = 'bench-plain'

/** What a page would write without Sublet: the whole body as one Blob, and that into IndexedDB. */
export async function storePlainly(urls: readonly string[]): Promise<void> {
  const database = await openDB(DATABASE, 1, {
    upgrade(opened) {
      opened.createObjectStore('files')
    },
  })
  for (const url of urls) {
    const response = await fetch(url, { cache: 'no-store' })
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    await database.put('files', await response.blob(), url)
  }
  database.close()
}

export async function forgetPlain(): Promise<void> {
  await deleteDB(DATABASE)
}
