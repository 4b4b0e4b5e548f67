import type { Tensor } from './tensor-rows'

/** Tensors grouped by the parts of their names: `model.layers.0.attn.weight`, `/encoder/layer.1/MatMul`. */
export interface WeightGroup {
  /** Its own part of the name. */
  label: string
  children: WeightNode[]
}
export interface WeightLeaf {
  label: string
  bytes: number
  /** Undefined for what stands for many small ones. */
  tensor: Tensor | undefined
}
export type WeightNode = WeightGroup | WeightLeaf

/** What is smaller than this share of the whole would be no pixel wide. */
const SMALLEST = 1 / 4000

export function weightTree(tensors: readonly Tensor[]): WeightGroup {
  const whole = tensors.reduce((sum, { bytes }) => sum + bytes, 0)
  const large = tensors.filter(({ bytes }) => bytes > 0 && bytes >= whole * SMALLEST)
  const root: WeightGroup = { label: '', children: [] }
  const groups = new Map<string, WeightGroup>([['', root]])
  for (const tensor of large) {
    const parts = tensor.name.split(/[./]+/).filter((part) => part !== '')
    const label = parts.pop() ?? tensor.name
    groupAt(parts, groups, root).children.push({ label, bytes: tensor.bytes, tensor })
  }
  const small = tensors.length - large.length
  const rest = whole - large.reduce((sum, { bytes }) => sum + bytes, 0)
  if (rest > 0) root.children.push({ label: `${small} smaller`, bytes: rest, tensor: undefined })
  return collapse(root)
}

function groupAt(parts: readonly string[], groups: Map<string, WeightGroup>, root: WeightGroup): WeightGroup {
  let group = root
  let path = ''
  for (const label of parts) {
    path += `/${label}`
    const known = groups.get(path)
    const next = known ?? { label, children: [] }
    if (known === undefined) {
      groups.set(path, next)
      group.children.push(next)
    }
    group = next
  }
  return group
}

/** A group of one is no group: its part of the name goes to what is in it. */
function collapse(group: WeightGroup): WeightGroup {
  const children = group.children.map((child) => {
    if (!('children' in child)) return child
    const inner = collapse(child)
    const [only, ...more] = inner.children
    if (only === undefined || more.length > 0) return inner
    return { ...only, label: `${inner.label}.${only.label}` }
  })
  return { ...group, children }
}
