import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'

const rowSchema = v.object({
  name: v.string(),
  /** Bytes of initializers, by what the packer did with them. */
  moved: v.number(),
  inline: v.number(),
  dropped: v.number(),
  /** Why they stay: bytes by reason. */
  reasons: v.record(v.string(), v.number()),
  /** Of Sublet against plain ONNX Runtime Web; absent where there was nothing to compare. */
  difference: v.optional(v.number()),
  /** `agrees`, `differs`, `skipped: …`, or what was said instead of a result. */
  result: v.string(),
})
/** What came of one model. */
export type Row = v.InferOutput<typeof rowSchema>

const FILE = 'conformance.jsonl'

/** Playwright starts a new process after a failed test, so rows are kept in its output folder, which each run clears. */
export function keepRow(folder: string, row: Row): void {
  mkdirSync(folder, { recursive: true })
  appendFileSync(resolve(folder, FILE), `${JSON.stringify(row)}\n`)
}

export function keptRows(folder: string): Row[] {
  const file = resolve(folder, FILE)
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => v.parse(rowSchema, JSON.parse(line)))
}
