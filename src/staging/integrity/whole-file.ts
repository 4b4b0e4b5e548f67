import { createSHA256 } from 'hash-wasm'
import { SubletError } from '../../protocol/errors'
import type { FileInStore } from '../download/file'

const CHUNK_BYTES = 4 * 1024 * 1024

/** SHA-256 of a file, hex, while it comes in. The browser's own digest wants all bytes at once, so this one is not its. */
export async function hashFile(file: FileInStore): Promise<string> {
  const hash = await createSHA256()
  hash.init()
  for (let at = 0; ; ) {
    const { chunk, size } = await file.read(at, CHUNK_BYTES)
    if (size !== undefined) return hash.digest('hex')
    hash.update(chunk)
    at += chunk.length
  }
}

/** @throws SubletError `ModelCorrupt` when a file is not the one that its hub tells of */
export function checkDigest(foundSha256: string, expectedSha256: string): void {
  if (foundSha256 === expectedSha256) return
  throw new SubletError(
    'ModelCorrupt',
    `This is not what the hub has: the SHA-256 is ${foundSha256}, ${expectedSha256} was expected.`,
    { figures: { foundSha256, expectedSha256 } },
  )
}
