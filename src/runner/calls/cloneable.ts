import { SubletError } from '../../protocol/errors'

/**
 * Finds the value that structured clone refused, so that the author reads a path and not "could not be cloned".
 * @returns undefined when nothing known is found
 */
export function describeUncloneable(outputs: readonly unknown[]): SubletError | undefined {
  const seen = new Set<unknown>()

  function search(value: unknown, path: string): SubletError | undefined {
    if (typeof value === 'function') return new SubletError('NotCloneable', `${path} is a function.`)
    if (typeof value === 'symbol') return new SubletError('NotCloneable', `${path} is a symbol.`)
    if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
    seen.add(value)
    const kind = value.constructor?.name ?? 'Object'
    if (kind.startsWith('GPU')) return new SubletError('GpuValueEscaped', `${path} is a ${kind}.`)
    if (Reflect.get(value, 'location') === 'gpu-buffer') {
      return new SubletError('GpuValueEscaped', `${path} is a tensor whose data is on the GPU.`)
    }
    for (const key of Object.keys(value)) {
      const step = Array.isArray(value) ? `[${key}]` : `.${key}`
      const found = search(Reflect.get(value, key), path + step)
      if (found !== undefined) return found
    }
    return undefined
  }

  return search(outputs, 'outputs')
}
