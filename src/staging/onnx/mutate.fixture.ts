import * as fc from 'fast-check'
import { concat, varint } from '../wire/write'
import { decode } from './oracle-wire.fixture'

/** A field of a protocol buffer that can be taken apart and put together again. */
interface Branch {
  number: number
  wire: number
  /** Content of a leaf, without its length. */
  leaf: Uint8Array
  children: Branch[] | undefined
  /** What the field says of its length; undefined for the truth. */
  length?: number
}

function grow(message: Uint8Array): Branch[] {
  return decode(message).map(({ number, wire, bytes }) => ({
    number,
    wire,
    leaf: bytes,
    children: wire === 2 ? tryGrow(bytes) : undefined,
  }))
}

function tryGrow(bytes: Uint8Array): Branch[] | undefined {
  if (bytes.length < 2) return undefined
  try {
    const branches = grow(bytes)
    return branches.every(
      ({ number, wire }) => number > 0 && number < 64 && wire !== 3 && wire !== 4 && wire < 6,
    )
      ? branches
      : undefined
  } catch {
    return undefined
  }
}

function flatten(branches: readonly Branch[]): Uint8Array<ArrayBuffer> {
  return concat(
    branches.flatMap((branch) => {
      const content = branch.children === undefined ? branch.leaf : flatten(branch.children)
      const tag = varint(branch.number * 8 + branch.wire)
      return branch.wire === 2 ? [tag, varint(branch.length ?? content.length), content] : [tag, content]
    }),
  )
}

/** One change, as numbers: fast-check shrinks them. */
export interface Mutation {
  kind: (typeof KINDS)[number]
  at: number
  to: number
}

const KINDS = [
  ...[
    'flip',
    'cut',
    'delete',
    'double',
    'swap',
    'graft',
    'number',
    'length',
    'text',
    'field',
    'wire',
    'nest',
  ],
] as const

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.nat(),
  to: fc.nat(),
})

const NUMBERS = [0, 1, 2, 3, 7, 10, 16, 22, 127, 128, 4096, 2 ** 31, 2 ** 32, 2 ** 53 - 1]

export function mutate(model: Uint8Array, mutations: readonly Mutation[]): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(model)
  for (const { kind, at, to } of mutations) bytes = applyMutation(bytes, kind, at, to)
  return bytes
}

function applyMutation(
  bytes: Uint8Array<ArrayBuffer>,
  kind: string,
  at: number,
  to: number,
): Uint8Array<ArrayBuffer> {
  if (bytes.length === 0) return bytes
  if (kind === 'flip') {
    const index = at % bytes.length
    bytes[index] = (bytes[index] ?? 0) ^ (1 << (to % 8))
    return bytes
  }
  if (kind === 'cut') return bytes.slice(0, at % bytes.length)
  // What is no message any more can only be flipped and cut.
  const branches = growWhole(bytes)
  if (branches === undefined) return bytes
  const places = walk(branches)
  const place = places[at % places.length]
  const other = places[to % places.length]
  if (place === undefined || other === undefined) return bytes
  change(kind, place, other, to)
  return flatten(branches)
}

function growWhole(bytes: Uint8Array): Branch[] | undefined {
  try {
    return grow(bytes)
  } catch {
    return undefined
  }
}

interface Place {
  siblings: Branch[]
  branch: Branch
}

function walk(branches: Branch[]): Place[] {
  return branches.flatMap((branch) => [
    { siblings: branches, branch },
    ...(branch.children === undefined ? [] : walk(branch.children)),
  ])
}

function change(kind: string, { siblings, branch }: Place, other: Place, to: number): void {
  const index = siblings.indexOf(branch)
  const leaf = branch.children === undefined
  if (kind === 'delete') siblings.splice(index, 1)
  else if (kind === 'double') siblings.splice(to % (siblings.length + 1), 0, structuredClone(branch))
  else if (kind === 'swap') {
    const target = to % siblings.length
    const [a, b] = [siblings[index], siblings[target]]
    if (a !== undefined && b !== undefined) {
      siblings[index] = b
      siblings[target] = a
    }
  } else if (kind === 'graft') other.siblings.push(structuredClone(branch))
  else if (kind === 'number' && branch.wire === 0) branch.leaf = varint(NUMBERS[to % NUMBERS.length] ?? 0)
  else if (kind === 'length' && branch.wire === 2) branch.length = NUMBERS[to % NUMBERS.length] ?? 0
  else if (kind === 'text' && leaf && other.branch.children === undefined) branch.leaf = other.branch.leaf
  else if (kind === 'field') branch.number = (to % 25) + 1
  else if (kind === 'wire') branch.wire = [0, 1, 2, 5][to % 4] ?? 0
  else if (kind === 'nest' && !leaf) {
    for (let depth = 0; depth < to % 80; depth += 1) {
      const inner = structuredClone(branch)
      branch.children = [{ number: 5, wire: 2, leaf: branch.leaf, children: [{ ...inner, number: 6 }] }]
      if (flatten([branch]).length > 20_000) break
    }
  }
}
