import { createSHA256 } from 'hash-wasm'
import { SubletError } from '../../protocol/errors'
import type { FileInStore } from '../download/file'
import { readPieces } from '../download/read-blob'

const PIECE_BYTES = 1024 * 1024

/** SHA-256 of a file, hex, while it comes in. The browser's own digest wants all bytes at once, so this one is not its. */
export async function hashFile(file: FileInStore): Promise<string> {
  const hash = await createSHA256()
  hash.init()
  let memory = new ArrayBuffer(PIECE_BYTES)
  for (let index = 0; ; index += 1) {
    const segment = await file.segment(index)
    if (segment === undefined) return hash.digest('hex')
    memory = await readPieces(segment, memory, (piece) => hash.update(piece))
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
