import type { Field } from '../wire/field'
import { readMessage, readText } from '../wire/read'
import { FUNCTION } from './fields'
import { type Found, readAttribute, readNode, usesOf } from './node'
import { operatorKey, PASSED_ON, type Use } from './operator'
import type { ExternalData } from './tensor'

/** A function that the model brings with it (FunctionProto). ONNX Runtime puts its body where it is called. */
export interface LocalFunction {
  /** What a node calls it by. It goes before an operator of the same name. */
  operator: string
  inputs: readonly string[]
  /** Where the body reads its values. */
  uses: ReadonlyMap<string, readonly Use[]>
  external: readonly ExternalData[]
  field: Field
}

export function readFunction(field: Field): LocalFunction {
  let name = ''
  let domain = ''
  let overload = ''
  const inputs: string[] = []
  const uses = new Map<string, Use[]>()
  const found: Found = { captures: [], external: [] }
  const add = (value: string, use: Use): void => {
    const known = uses.get(value)
    if (known === undefined) uses.set(value, [use])
    else known.push(use)
  }
  for (const part of readMessage(field)) {
    if (part.number === FUNCTION.name) name = readText(part)
    else if (part.number === FUNCTION.domain) domain = readText(part)
    else if (part.number === FUNCTION.overload) overload = readText(part)
    else if (part.number === FUNCTION.input) inputs.push(readText(part))
    else if (part.number === FUNCTION.output) add(readText(part), { operator: PASSED_ON, operand: 0 })
    else if (part.number === FUNCTION.attribute) readAttribute(part, 0, found)
    else if (part.number === FUNCTION.node) {
      const node = readNode(part)
      for (const { name: value, use } of usesOf(node)) add(value, use)
      for (const external of node.external) found.external.push(external)
    }
  }
  return { operator: operatorKey(domain, name, overload), inputs, uses, external: found.external, field }
}
