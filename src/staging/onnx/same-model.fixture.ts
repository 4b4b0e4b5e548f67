import type { PackedBytes } from '../fixtures/pack-bytes'
import { type Resolve, type SeenModel, type SeenNode, see } from './oracle.fixture'
import { all, decode, hex, integer, type RawField, text } from './oracle-wire.fixture'

/** Says how the packed model differs from the original; undefined when both compute the same from the same weights. */
export function difference(
  model: Uint8Array,
  beside: Readonly<Record<string, Uint8Array>>,
  packed: PackedBytes,
): string | undefined {
  const before = see(model, besideBytes(beside))
  const after = see(packed.skeleton, packedBytes(packed))
  return (
    differs('model fields', before.rest, after.rest) ??
    differs('graph fields', before.graphRest, after.graphRest) ??
    differs('outputs', before.outputs, after.outputs) ??
    weightsDiffer(before, after, packed) ??
    inputsDiffer(before, after, packed) ??
    nodesDiffer(before, after, packed)
  )
}

function besideBytes(beside: Readonly<Record<string, Uint8Array>>): Resolve {
  return (entries, bytes) => {
    const file = beside[entries.get('location') ?? ''] ?? new Uint8Array(0)
    const offset = Number(entries.get('offset') ?? '0')
    const length = entries.get('length')
    const end = length === undefined ? bytes : Number(length)
    return file.subarray(offset, end === undefined ? file.length : offset + end)
  }
}

function packedBytes(packed: PackedBytes): Resolve {
  return (entries) => {
    const entry = packed.externalData.find(({ path }) => path === entries.get('location'))
    return entry && packed.bytesOf(entry)
  }
}

function differs(what: string, before: readonly string[], after: readonly string[]): string | undefined {
  const at = before.findIndex((value, index) => value !== after[index])
  if (at === -1 && before.length === after.length) return undefined
  return `${what} differ: ${before.length} and ${after.length}, first at ${at}`
}

const TYPES: Record<string, number> = { float32: 1, uint8: 2, float16: 10, uint4: 21, int4: 22 }

function weightsDiffer(before: SeenModel, after: SeenModel, packed: PackedBytes): string | undefined {
  const moved = new Map(packed.tensors.map((entry) => [entry.name, entry]))
  if (moved.size !== packed.tensors.length) return 'a weight moved twice'
  for (const [name, weight] of before.weights) {
    const entry = moved.get(name)
    const stayed = after.weights.get(name)
    if (entry !== undefined) {
      if (stayed !== undefined) return `${name} moved and stayed`
      if (TYPES[entry.type] !== weight.dataType || entry.dims.join() !== weight.dims)
        return `${name} changed its form`
      if (weight.memory !== hex(packed.bytesOf(entry))) return `${name} changed its bytes`
    } else if (stayed === undefined) {
      if (before.read.has(name)) return `${name} is read and gone`
    } else if (stayed.canonical !== weight.canonical && !sameMemory(stayed, weight)) {
      return `${name} stayed and changed`
    }
  }
  for (const name of [...moved.keys(), ...after.weights.keys()])
    if (!before.weights.has(name) && !name.startsWith('sublet')) return `${name} came from nowhere`
  return undefined
}

interface Memory {
  dataType: number
  dims: string
  memory: string | undefined
}

function sameMemory(stayed: Memory, weight: Memory): boolean {
  const same = stayed.dataType === weight.dataType && stayed.dims === weight.dims
  return same && stayed.memory !== undefined && stayed.memory === weight.memory
}

function inputsDiffer(before: SeenModel, after: SeenModel, packed: PackedBytes): string | undefined {
  const moved = new Set(packed.tensors.map(({ name }) => name))
  const dropped = (name: string): boolean =>
    before.weights.has(name) && !after.weights.has(name) && !moved.has(name)
  for (const [name, field] of before.inputs) {
    if (dropped(name) || moved.has(name)) continue
    if (after.inputs.get(name) !== field) return `input ${name} changed`
  }
  for (const name of after.inputs.keys())
    if (dropped(name) || (!moved.has(name) && !before.inputs.has(name)))
      return `input ${name} came from nowhere`
  for (const { name, type, dims } of packed.tensors) {
    const found = inputForm(after.inputs.get(name) ?? '')
    if (found !== `${TYPES[type]}[${dims}]`) return `${name} moved and is no input like it: ${found}`
  }
  return undefined
}

/** Type and dims of a ValueInfoProto. */
function inputForm(field: string): string {
  const inner = (bytes: Uint8Array, number: number): Uint8Array =>
    all(decode(bytes), number).at(-1)?.bytes ?? new Uint8Array(0)
  const tensor = inner(inner(Buffer.from(field, 'latin1'), 2), 1)
  const dims = all(decode(inner(tensor, 2)), 1).map(({ bytes }) => integer(decode(bytes), 1))
  return `${integer(decode(tensor), 1)}[${dims}]`
}

/** Node by node: the same, or what stands for a Transpose of a weight and its readers. */
function nodesDiffer(before: SeenModel, after: SeenModel, packed: PackedBytes): string | undefined {
  const moved = new Map(packed.tensors.map((entry) => [entry.name, entry.dims]))
  const turned = new Map<string, string>()
  for (const node of before.nodes) {
    const gone = !after.nodes.some(({ canonical }) => canonical === node.canonical)
    const [weight = ''] = node.inputs
    if (!gone || node.operator !== ':Transpose' || moved.get(weight)?.length !== 2) continue
    const perm = node.attributes.get('perm')
    if (perm !== undefined && !isSwap(perm)) return `a Transpose is gone that does not swap two dimensions`
    turned.set(node.outputs[0] ?? '', weight)
  }
  const rest = [...after.nodes]
  for (const node of before.nodes) {
    const weight = turned.get(node.inputs[1] ?? '')
    if (rest[0]?.canonical === node.canonical) rest.shift()
    else if (weight !== undefined && !standsFor(node, weight, rest, after, moved.get(weight) ?? []))
      return `a ${node.operator} of a transposed weight is not the same`
    else if (weight === undefined && !turned.has(node.outputs[0] ?? '')) return `a ${node.operator} changed`
  }
  if (rest.length > 0) return `${rest.length} nodes came from nowhere`
  for (const name of turned.keys()) if (after.read.has(name)) return `${name} is read and not made`
  return undefined
}

function isSwap(perm: ReturnType<typeof decode>): boolean {
  const axes = perm.filter(({ number }) => number === 8)
  return hex(Buffer.concat(axes.map(({ bytes }) => bytes))) === '\x01\x00'
}

/** As protobuf has it: name, integer, type INT, and nothing else. */
function isInt(parts: readonly RawField[] | undefined, name: string, value: bigint): boolean {
  const form = parts?.map(({ number, wire }) => `${number}/${wire}`).join()
  const [named, int, type] = parts ?? []
  return (
    form === '1/2,3/0,20/0' &&
    named !== undefined &&
    text([named], 1) === name &&
    int?.value === value &&
    type?.value === 2n
  )
}

const LAST = 2n ** 64n - 1n

/** Takes what stands for the node from the front of `rest`. */
function standsFor(
  node: SeenNode,
  weight: string,
  rest: SeenNode[],
  after: SeenModel,
  dims: readonly number[],
): boolean {
  if (node.operator === ':Gemm') return isTurned(node, weight, rest.shift())
  const [flatten, gemm, shape, concat, reshape] = rest.splice(0, 5)
  const columns = after.weights.get(concat?.inputs[1] ?? '')
  const size = Buffer.alloc(8)
  size.writeBigInt64LE(BigInt(dims[0] ?? 0))
  const [x = ''] = node.inputs
  return (
    node.operator === ':MatMul' &&
    isWritten(flatten, 'Flatten', [x], 'axis', LAST) &&
    isWritten(gemm, 'Gemm', [flatten?.outputs[0] ?? '', weight], 'transB', 1n) &&
    isWritten(shape, 'Shape', [x], 'end', LAST) &&
    isWritten(concat, 'Concat', [shape?.outputs[0] ?? '', columns?.name ?? ''], 'axis', 0n) &&
    isWritten(reshape, 'Reshape', [gemm?.outputs[0] ?? '', concat?.outputs[0] ?? ''], 'allowzero', 1n) &&
    columns?.canonical === [columns?.name, 7, '1', hex(size)].join('|') &&
    reshape?.outputs.join() === node.outputs.join()
  )
}

function isTurned(node: SeenNode, weight: string, gemm: SeenNode | undefined): boolean {
  const others = ({ attributes }: SeenNode): string =>
    [...attributes]
      .filter(([name]) => name !== 'transB')
      .map(([, parts]) => parts.map(({ number, wire, bytes }) => [number, wire, hex(bytes)].join()).join())
      .join('|')
  const before = integer(node.attributes.get('transB') ?? [], 3)
  return (
    gemm !== undefined &&
    gemm.inputs.join() === node.inputs.with(1, weight).join() &&
    gemm.others === node.others &&
    others(gemm) === others(node) &&
    isInt(gemm.attributes.get('transB'), 'transB', 1n - before)
  )
}

function isWritten(
  node: SeenNode | undefined,
  opType: string,
  inputs: readonly string[],
  attribute: string,
  value: bigint,
): boolean {
  if (node === undefined || node.attributes.size !== 1) return false
  const { others, outputs } = node
  const plain = others === `2/2:${outputs[0]},4/2:${opType}` && outputs.length === 1
  return (
    plain && node.inputs.join() === inputs.join() && isInt(node.attributes.get(attribute), attribute, value)
  )
}
