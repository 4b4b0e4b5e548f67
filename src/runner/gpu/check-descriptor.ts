/** What can be asked of an adapter. */
export interface Offer {
  features: ReadonlySet<string>
  limits: object
}

/** Smaller is better with these: what is asked may not be below what the adapter has, and is a power of two. */
const ALIGNMENTS: ReadonlySet<string> = new Set([
  'minUniformBufferOffsetAlignment',
  'minStorageBufferOffsetAlignment',
])

/**
 * Refuses what the real `requestDevice` refuses (https://gpuweb.github.io/gpuweb/#dom-gpuadapter-requestdevice),
 * since the leased device exists already and is asked no more.
 *
 * @throws TypeError for a feature that the adapter lacks
 * @throws DOMException `OperationError` for a limit that it lacks, or does not reach
 */
export function checkDescriptor(offer: Offer, descriptor: GPUDeviceDescriptor): void {
  for (const feature of descriptor.requiredFeatures ?? []) {
    if (!offer.features.has(feature)) {
      throw new TypeError(`requestDevice(): the adapter lacks the feature '${feature}'.`)
    }
  }
  for (const [name, asked] of Object.entries(descriptor.requiredLimits ?? {})) {
    if (asked !== undefined) checkLimit(offer.limits, name, asked)
  }
}

function checkLimit(limits: object, name: string, asked: number): void {
  const offered: unknown = name in limits ? Reflect.get(limits, name) : undefined
  if (typeof offered !== 'number') throw refused(`the adapter has no limit '${name}'`)
  if (!Number.isSafeInteger(asked) || asked < 0) {
    throw new TypeError(`requestDevice(): ${name} is ${asked}, and not a whole number from 0.`)
  }
  if (ALIGNMENTS.has(name)) {
    if (!Number.isInteger(Math.log2(asked))) throw refused(`${name} is ${asked}, and not a power of two`)
    if (asked < offered) throw refused(`${name} is ${asked}, and the adapter needs ${offered} at least`)
  } else if (asked > offered) {
    throw refused(`${name} is ${asked}, and the adapter has ${offered} at most`)
  }
}

function refused(why: string): DOMException {
  return new DOMException(`requestDevice(): ${why}.`, 'OperationError')
}
