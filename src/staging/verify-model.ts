import { SubletError } from '../protocol/errors'
import type { Damage, Verification } from '../protocol/library'
import type { Fetch } from './download/request'
import { type FileToVerify, findDamage, repair } from './integrity/verify'
import type { ModelStore } from './store/model-store'

export interface VerifyOptions {
  /** A key. */
  source: string
  store: ModelStore
  fetch: Fetch
  progress(checkedBytes: number, totalBytes: number): void
}

/**
 * Reads a staged model and repairs what is damaged. Fails with `ModelNotFound` when it is not staged, and with `Cancelled`
 * when it was removed meanwhile.
 */
export async function verifyModel({ source, store, fetch, progress }: VerifyOptions): Promise<Verification> {
  const model = await store.record(source)
  if (model === undefined) {
    throw new SubletError('ModelNotFound', `${source} is not staged.`, { figures: { source } })
  }
  const records = new Map((await store.files(source)).map((record) => [record.id, record]))
  const files: FileToVerify[] = model.files.flatMap(({ path, file }) => {
    const record = records.get(file)
    return record === undefined ? [] : [{ path, record }]
  })
  const total = files.reduce((sum, { record }) => sum + record.bytes, 0)
  let checkedBytes = 0
  // Nobody waits for it to stop: it reads, and ends with the page.
  const { signal } = new AbortController()
  const damaged = await findDamage(files, store, signal, (bytes) => {
    checkedBytes += bytes
    progress(checkedBytes, total)
  })
  await repair(damaged, store, fetch, signal)
  if ((await store.record(source)) === undefined)
    throw new SubletError('Cancelled', `${source} was removed while it was read.`)
  // Also what has no record that it could be compared with.
  const left = (await store.damaged()).get(source) ?? []
  const found = new Map([...left, ...damaged.map(({ damage }) => damage)].map((one) => [where(one), one]))
  return { checkedBytes, damage: [...found.values()], repaired: left.length === 0 }
}

function where({ path, segment }: Damage): string {
  return `${segment} ${path}`
}
