import { atSite, type CallSite } from './call-site'

/** Older ones are forgotten: a handler can make objects without end. */
const MOST = 500

/**
 * Where the objects of a handler were made, by their labels: a browser names an object in an error by its label
 * alone. One that has none is given one that says where it was made, which the handler does not see.
 */
export interface Origins {
  /** The descriptor to make an object by. */
  labelled<D extends object>(method: string, descriptor: D): D
  /** To be called with what was made by it. */
  made(object: WeakKey, descriptor: object): void
  /** The label of an object is not its author's. */
  isGiven(object: WeakKey): boolean
  /** The author gives it one. */
  renamed(object: WeakKey): void
  /** A sentence about each object that the message names by a label of its author. */
  named(message: string): string[]
}

export function createOrigins(callSite: () => CallSite | undefined): Origins {
  const sites = new Map<string, string>()
  const ours = new WeakSet<object>()
  const unnamed = new WeakSet<WeakKey>()

  return {
    labelled(method, descriptor) {
      const site = callSite()
      if (site === undefined) return descriptor
      const where = `${method}()${atSite(site)}`
      const label: unknown = Reflect.get(descriptor, 'label')
      if (label !== undefined && label !== '') {
        sites.delete(String(label))
        sites.set(String(label), where)
        const [oldest] = sites.keys()
        if (sites.size > MOST && oldest !== undefined) sites.delete(oldest)
        return descriptor
      }
      // Inherits all else, getters too: the browser reads a descriptor by its names.
      const given = Object.create(descriptor, { label: { value: where } })
      ours.add(given)
      return given
    },
    made(object, descriptor) {
      if (ours.has(descriptor)) unnamed.add(object)
    },
    isGiven: (object) => unnamed.has(object),
    renamed: (object) => void unnamed.delete(object),
    named: (message) =>
      [...sites]
        .filter(([label]) => message.includes(`"${label}"`) || message.includes(`'${label}'`))
        .map(([label, where]) => `'${label}' was made by ${where}.`),
  }
}

/** `label` reads as its author left it. */
export function hideGivenLabels(prototypes: readonly object[], origins: Origins): void {
  for (const prototype of prototypes) {
    const { get, set } = Object.getOwnPropertyDescriptor(prototype, 'label') ?? {}
    if (get === undefined || set === undefined) continue
    Object.defineProperty(prototype, 'label', {
      configurable: true,
      enumerable: true,
      get(this: object): unknown {
        return origins.isGiven(this) ? '' : Reflect.apply(get, this, [])
      },
      set(this: object, label: unknown) {
        origins.renamed(this)
        Reflect.apply(set, this, [label])
      },
    })
  }
}
