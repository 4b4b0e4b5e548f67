import type { Node } from './node'
import type { Outline } from './outline'

/**
 * Nodes that read nothing but weights and constants. ONNX Runtime computes them when the session is created (its
 * constant folding), but for DequantizeLinear, which it leaves for the kernels that read quantised weights.
 */
export function constantNodes({ nodes, initializers }: Pick<Outline, 'nodes' | 'initializers'>): Set<Node> {
  const constants = new Set(initializers.map((tensor) => tensor.name))
  const found = new Set<Node>()
  // A node comes after those that it reads from: one pass finds all.
  for (const node of nodes) {
    if (!isConstant(node, constants)) continue
    found.add(node)
    for (const output of node.outputs) constants.add(output)
  }
  return found
}

function isConstant(node: Node, constants: ReadonlySet<string>): boolean {
  if (node.operator === 'Constant') return true
  if (node.operator === 'DequantizeLinear' || node.captures.length > 0) return false
  const inputs = node.inputs.filter((name) => name !== '')
  // Without inputs it may be a random number.
  return inputs.length > 0 && inputs.every((name) => constants.has(name))
}
