import type { FileInStore } from './download/file'
import type { Outline } from './onnx/outline'
import { createScanner } from './onnx/scan'

/** Read at a time: the graph of most models is smaller. */
const CHUNK_BYTES = 256 * 1024

/**
 * Scans a model while it comes in. Weights are jumped over: their bytes are not read.
 * @param judge runs the scanner
 */
export async function scanFile(
  file: Pick<FileInStore, 'read'>,
  judge: <T>(work: () => T) => T,
): Promise<Outline> {
  const scanner = judge(createScanner)
  for (;;) {
    const at = scanner.wanted()
    const { chunk, size } = await file.read(at, CHUNK_BYTES)
    if (size !== undefined) return judge(() => scanner.end(size))
    judge(() => scanner.push(chunk, at))
  }
}
