import type { Field } from '../wire/field'
import { fieldBytes, lengthHeader } from '../wire/write'

/** A stretch of one of the model's files. */
export interface FileRange {
  /** Index into the model's files; 0 is the model itself. */
  file: number
  offset: number
  bytes: number
}

/** A message under construction: bytes that are in memory, and stretches that stay where they are stored. */
export type Part = Uint8Array<ArrayBuffer> | FileRange

export function partsLength(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : part.bytes), 0)
}

/** A length-delimited field whose content is given in parts. */
export function messageParts(number: number, content: readonly Part[]): Part[] {
  return [lengthHeader(number, partsLength(content)), ...content]
}

export function fieldParts(fields: readonly Field[]): Part[] {
  return fields.map(fieldBytes)
}
