import type ts from 'typescript'
import type { Code } from './code'
import type { Edit } from './edit'
import type { GpuFunction } from './gpu-functions'
import { propertyOf } from './handlers'

/** Writes one option of a GPU function, in each of the forms that `GPU` has; undefined where it cannot be written. */
export function withOption(code: Code, gpu: GpuFunction, name: string, value: string): Edit[] | undefined {
  const { file, ts } = code
  const { call, mark, options, opaque } = gpu
  if (opaque) return undefined
  const insert = (at: number, text: string): Edit[] => [{ start: at, end: at, text }]
  if (options !== undefined) {
    const old = propertyOf(code, options, name)
    if (old !== undefined && !ts.isMethodDeclaration(old) && !ts.isShorthandPropertyAssignment(old.parent)) {
      return [{ start: old.getStart(file), end: old.getEnd(), text: value }]
    }
    if (old !== undefined) return undefined
    const start = options.getStart(file) + 1
    return insert(start, options.properties.length > 0 ? ` ${name}: ${value},` : ` ${name}: ${value} `)
  }
  const literal = `{ ${name}: ${value} }`
  if (call === undefined) return insert(mark.getEnd(), `(${literal})`)
  const [first] = call.arguments
  if (first === undefined) return insert(call.getEnd() - 1, literal)
  return insert(first.getStart(file), `${literal}, `)
}

/** Takes one option away. */
export function withoutOption(code: Code, options: ts.ObjectLiteralExpression, name: string): Edit[] {
  const { file } = code
  const { properties } = options
  const index = properties.findIndex((property) => property.name?.getText(file) === name)
  const property = properties[index]
  if (property === undefined) return []
  const next = properties[index + 1]
  const previous = properties[index - 1]
  if (next !== undefined) return [{ start: property.getStart(file), end: next.getStart(file), text: '' }]
  const start = previous?.getEnd() ?? property.getStart(file)
  return [{ start, end: property.getEnd(), text: '' }]
}
