import type { ModelAbout } from '../protocol/library'
import { rawBytes, typeName } from './onnx/data-type'
import type { Outline } from './onnx/outline'
import type { Field } from './wire/field'
import { readFields, readText, varintValue } from './wire/read'

/** Fields of ModelProto that are text about the model, by number. */
const TEXTS: ReadonlyMap<number, string> = new Map([
  [2, 'producer_name'],
  [3, 'producer_version'],
  [4, 'domain'],
  [6, 'doc_string'],
])
const MODEL_VERSION = 5
const METADATA_PROPS = 14
const ENTRY = { key: 1, value: 2 } as const
/** What is longer is a file in disguise, not something to show. */
const LONGEST_VALUE = 2_000

/** What a model says of itself, and what it is made of. */
export function aboutModel({ irVersion, opsets, nodes, initializers, modelFields }: Outline): ModelAbout {
  const operators = new Map<string, number>()
  for (const { operator } of nodes) add(operators, operator, 1)
  const dataTypes = new Map<string, number>()
  for (const { dataType, dims } of initializers)
    add(dataTypes, typeName(dataType), rawBytes(dataType, dims) ?? 0)
  return {
    irVersion,
    opsets: [...opsets],
    metadata: modelFields.flatMap(metadata),
    operators: largestFirst(operators),
    dataTypes: largestFirst(dataTypes),
  }
}

function metadata(field: Field): [string, string][] {
  const text = TEXTS.get(field.number)
  const entry: [string, string] = [text ?? '', '']
  if (text !== undefined) entry[1] = readText(field)
  else if (field.number === MODEL_VERSION) return [['model_version', String(varintValue(field.payload))]]
  else if (field.number === METADATA_PROPS) {
    for (const part of readFields(field.payload, field.at)) {
      if (part.number === ENTRY.key) entry[0] = readText(part)
      if (part.number === ENTRY.value) entry[1] = readText(part)
    }
  }
  return entry[1] === '' ? [] : [[entry[0], entry[1].slice(0, LONGEST_VALUE)]]
}

function add(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}

function largestFirst(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}
