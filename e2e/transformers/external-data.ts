import { ENTRY, EXTERNAL, GRAPH, MODEL, TENSOR } from '../../src/staging/onnx/fields'
import { type Field, LEN } from '../../src/staging/wire/field'
import { readFields, readMessage, readText } from '../../src/staging/wire/read'
import {
  concat,
  fieldBytes,
  lengthHeader,
  messageField,
  numberField,
  textField,
} from '../../src/staging/wire/write'
import { type ByteSource, concat as concatSources } from '../hub/source'

/** Smaller ones stay in the graph, as exporters leave them. */
const LEAST_BYTES = 1024

/** The same model with its weights in a file beside it, which it calls `location`. */
export function withDataOutside(
  model: Uint8Array,
  location: string,
): { graph: Uint8Array; data: Uint8Array } {
  const data: Uint8Array[] = []
  let offset = 0
  const graph = mapInitializers(model, (fields) => {
    const raw = fields.find(({ number }) => number === TENSOR.rawData)?.payload
    if (raw === undefined || raw.length < LEAST_BYTES) return fields.map(fieldBytes)
    const entries = { location, offset: `${offset}`, length: `${raw.length}` }
    data.push(raw)
    offset += raw.length
    return [
      ...fields.filter(({ number }) => number !== TENSOR.rawData).map(fieldBytes),
      ...Object.entries(entries).map(([key, value]) =>
        messageField(TENSOR.externalData, [textField(ENTRY.key, key), textField(ENTRY.value, value)]),
      ),
      numberField(TENSOR.dataLocation, EXTERNAL),
    ]
  })
  return { graph: concat(graph.map(bytesOf)), data: concat(data) }
}

/** The same model with its weights inside, read from the file beside it when they are asked for. */
export function withDataInside(model: Uint8Array, data: ByteSource): ByteSource {
  const parts = mapInitializers(model, (fields) => {
    const entries = fields.filter(({ number }) => number === TENSOR.externalData).map(entryOf)
    const offset = Number(entries.find(([key]) => key === 'offset')?.[1] ?? 0)
    const length = entries.find(([key]) => key === 'length')?.[1]
    if (length === undefined) return fields.map(fieldBytes)
    const raw = {
      size: Number(length),
      read: (start: number, end: number) => data.read(offset + start, offset + end),
    }
    const { externalData, dataLocation } = TENSOR
    const kept = fields.filter(({ number }) => number !== externalData && number !== dataLocation)
    return [...kept.map(fieldBytes), lengthHeader(TENSOR.rawData, raw.size), raw]
  })
  return concatSources(parts)
}

type Part = Uint8Array | ByteSource

/** Writes a model again, with other content for each initializer of its main graph. */
function mapInitializers(model: Uint8Array, map: (fields: readonly Field[]) => readonly Part[]): Part[] {
  return mapFields([...readFields(Uint8Array.from(model), 0)], MODEL.graph, (graph) =>
    mapFields([...readMessage(graph)], GRAPH.initializer, (tensor) => map([...readMessage(tensor)])),
  )
}

function mapFields(fields: readonly Field[], number: number, map: (field: Field) => readonly Part[]): Part[] {
  return fields.flatMap((field) => {
    if (field.number !== number || field.wire !== LEN) return [fieldBytes(field)]
    const content = map(field)
    return [
      lengthHeader(
        number,
        content.reduce((sum, part) => sum + sizeOf(part), 0),
      ),
      ...content,
    ]
  })
}

function entryOf(field: Field): readonly [key: string, value: string] {
  const texts = new Map([...readMessage(field)].map((text) => [text.number, readText(text)]))
  return [texts.get(ENTRY.key) ?? '', texts.get(ENTRY.value) ?? '']
}

function sizeOf(part: Part): number {
  return part instanceof Uint8Array ? part.length : part.size
}

function bytesOf(part: Part): Uint8Array {
  return part instanceof Uint8Array ? part : part.read(0, part.size)
}
