import { expect, type Page } from '@playwright/test'
import { test } from './site'

/** Counts the rows of staging's database, from outside. */
function storedRows(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('sublet-staging'))
    const names = [...database.objectStoreNames]
    const transaction = database.transaction(names)
    const counts = names.map(async (name) => [name, await settled(transaction.objectStore(name).count())])
    const rows = Object.fromEntries(await Promise.all(counts))
    database.close()
    return rows
  })
}

for (const [demo, code] of [
  ['missing', 'ModelNotFound'],
  ['truncated', 'ModelCorrupt'],
  ['broken-off', 'ModelCorrupt'],
] as const) {
  test(`a model that is ${demo} gives ${code}, and leaves nothing half-staged`, async ({ site }) => {
    const call = await site.start(demo, [])
    expect(await call.ended()).toMatchObject({ error: { code } })
    const rows = await storedRows(site.page)
    expect(Object.keys(rows)).toEqual(expect.arrayContaining(['models', 'segments']))
    expect(Object.values(rows).every((count) => count === 0)).toBe(true)
  })
}

test('a staged model is listed with its sizes', async ({ site }) => {
  const call = await site.start('logits', [Array.from({ length: 64 }, () => 0)])
  await call.ended()
  const models = await site.page.evaluate(() => window.sublet.models())
  expect(models).toMatchObject([
    { at: { state: 'staged' }, staged: { bytes: 163_351, weightBytes: 157_696, tensors: 3 } },
  ])
})
