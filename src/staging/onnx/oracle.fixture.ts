import { all, decode, hex, integer, type RawField, text, texts } from './oracle-wire.fixture'

/** Bytes of external data, by what the model says of them; `bytes` is what the tensor takes, where that is known. */
export type Resolve = (
  entries: ReadonlyMap<string, string>,
  bytes: number | undefined,
) => Uint8Array | undefined

/** A tensor by what it means, wherever its bytes are. */
export interface SeenTensor {
  name: string
  dataType: number
  dims: string
  /** As in `raw_data`, where that can be said. */
  memory: string | undefined
  /** All of it, comparable. */
  canonical: string
}

export interface SeenNode {
  operator: string
  inputs: string[]
  outputs: string[]
  attributes: Map<string, RawField[]>
  /** All but inputs and attributes. */
  others: string
  canonical: string
}

/** A model as the oracle sees it. */
export interface SeenModel {
  rest: string[]
  graphRest: string[]
  nodes: SeenNode[]
  weights: Map<string, SeenTensor>
  inputs: Map<string, string>
  outputs: string[]
  /** Values that something reads: nodes, bodies that have no such value themselves, outputs. */
  read: ReadonlySet<string>
}

export function see(model: Uint8Array, resolve: Resolve): SeenModel {
  const fields = decode(model)
  const graph = decode(all(fields, 7)[0]?.bytes ?? new Uint8Array(0))
  const inner = new Set([1, 5, 11, 12])
  return {
    rest: fields
      .filter(({ number }) => number !== 7)
      .map((field) => (field.number === 25 ? canonical(field, 'function', resolve) : plain(field))),
    graphRest: graph
      .filter(({ number }) => !inner.has(number))
      .map((field) => (field.number === 15 ? canonical(field, 'sparse', resolve) : plain(field))),
    nodes: all(graph, 1).map((field) => seeNode(field, resolve)),
    weights: new Map(
      all(graph, 5)
        .map((field) => seeTensor(field, resolve))
        .map((seen) => [seen.name, seen]),
    ),
    inputs: new Map(all(graph, 11).map((field) => [text(decode(field.bytes), 1), hex(field.bytes)])),
    outputs: all(graph, 12).map(plain),
    read: reads(graph),
  }
}

function plain({ number, wire, bytes }: RawField): string {
  return `${number}/${wire}:${hex(bytes)}`
}

/** Fields that hold messages in which there may be tensors. */
const WAYS: Record<string, Record<number, string>> = {
  function: { 7: 'node', 11: 'attribute' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 10: 'tensor', 6: 'graph', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
}

function canonical(field: RawField, kind: string, resolve: Resolve): string {
  if (kind === 'tensor') return `${field.number}:${seeTensor(field, resolve).canonical}`
  const parts = decode(field.bytes).map((part) => {
    const inner = WAYS[kind]?.[part.number]
    return inner === undefined ? plain(part) : canonical(part, inner, resolve)
  })
  return `${field.number}{${parts.join(',')}}`
}

function seeNode(field: RawField, resolve: Resolve): SeenNode {
  const fields = decode(field.bytes)
  const domain = text(fields, 7)
  const attributes = all(fields, 5).map(({ bytes }) => decode(bytes))
  return {
    operator: `${domain === 'ai.onnx' ? '' : domain}:${text(fields, 4)}${text(fields, 8)}`,
    inputs: texts(fields, 1),
    outputs: texts(fields, 2),
    attributes: new Map(attributes.map((parts) => [text(parts, 1), parts])),
    others: fields
      .filter(({ number }) => number !== 1 && number !== 5)
      .map(plain)
      .join(),
    canonical: canonical(field, 'node', resolve),
  }
}

const TYPED = new Set([4, 5, 6, 7, 10, 11])

export function seeTensor({ bytes }: RawField, resolve: Resolve): SeenTensor {
  const fields = decode(bytes)
  const external = integer(fields, 14) === 1n
  const entries = all(fields, 13).map((entry) => decode(entry.bytes))
  const [raw] = all(fields, 9)
  const typed = fields.filter(({ number }) => TYPED.has(number))
  const hidden = new Set(external ? [1, 2, 8, 9, 13, 14] : [1, 2, 8, 9])
  const dataType = Number(integer(fields, 2))
  const dims = all(fields, 1).flatMap((dim) => (dim.wire === 2 ? packed(dim.bytes) : [dim.value]))
  const size = sizeOf(dataType, dims)
  const said = new Map(entries.map((entry) => [text(entry, 1), text(entry, 2)]))
  const data = external ? resolve(said, size) : raw?.bytes
  const floats = dataType === 1 && typed.every(({ number }) => number === 4)
  const memory = data ?? (floats ? Buffer.concat(typed.map((field) => field.bytes)) : undefined)
  const others = fields.filter(({ number }) => !hidden.has(number) && !TYPED.has(number))
  const seen = {
    name: text(fields, 8),
    dataType,
    dims: dims.join(),
    memory: memory === undefined ? undefined : hex(memory),
  }
  // Data in a typed field counts where there is no other; then how it is written belongs to it.
  const written = data === undefined ? typed.map(plain) : hex(data)
  return {
    ...seen,
    canonical: [seen.name, dataType, seen.dims, ...[written].flat(), ...others.map(plain)].join('|'),
  }
}

/** Bits of an element by its type, from 1 on. */
const BITS = [32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16, 8, 8, 8, 8, 4, 4, 4, 8, 2, 2]

function sizeOf(dataType: number, dims: readonly bigint[]): number | undefined {
  const bits = BITS[dataType - 1] ?? 0
  return bits === 0 ? undefined : Math.ceil((Number(dims.reduce((size, dim) => size * dim, 1n)) * bits) / 8)
}

function packed(bytes: Uint8Array): bigint[] {
  const numbers: bigint[] = []
  let value = 0n
  let shift = 0n
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80) continue
    numbers.push(value)
    value = 0n
    shift = 0n
  }
  return numbers
}

/** What a graph reads and does not make itself; of the main graph, all that it reads. */
function reads(graph: readonly RawField[]): Set<string> {
  const found = new Set(all(graph, 12).map(({ bytes }) => text(decode(bytes), 1)))
  for (const { bytes } of all(graph, 1)) {
    const node = decode(bytes)
    for (const name of texts(node, 1)) if (name !== '') found.add(name)
    for (const attribute of all(node, 5)) {
      const parts = decode(attribute.bytes)
      for (const body of [...all(parts, 6), ...all(parts, 11)]) {
        for (const name of free(decode(body.bytes))) found.add(name)
      }
    }
  }
  return found
}

function free(body: readonly RawField[]): string[] {
  const made = new Set([
    ...all(body, 11).map(({ bytes }) => text(decode(bytes), 1)),
    ...all(body, 5).map(({ bytes }) => text(decode(bytes), 8)),
    ...all(body, 15).map(({ bytes }) =>
      text(decode(all(decode(bytes), 1).at(-1)?.bytes ?? bytes.subarray(0, 0)), 8),
    ),
    ...all(body, 1).flatMap(({ bytes }) => texts(decode(bytes), 2)),
  ])
  return [...reads(body)].filter((name) => !made.has(name))
}
