/** What the browser tells a page of its GPU. */
export interface AdapterFacts {
  vendor: string
  architecture: string
  device: string
  description: string
  /** In words, when no GPU computes; undefined when one does. */
  software: string | undefined
  features: string[]
  limits: { name: string; value: number }[]
}

export type AdapterAnswer = { kind: 'none'; why: string } | { kind: 'adapter'; facts: AdapterFacts }

/** The parts of a `GPUAdapter` that are looked at. */
export interface AdapterLike {
  readonly info: {
    readonly vendor: string
    readonly architecture: string
    readonly device: string
    readonly description: string
    /** Absent in browsers that do not tell. */
    readonly isFallbackAdapter?: boolean
  }
  readonly features: Iterable<string>
  readonly limits: object
}

const NO_GPU = 'This browser offers no WebGPU.'
const NO_ADAPTER = 'This browser offers WebGPU, but no adapter: no GPU of this machine may be used.'

/** Names of renderers that run on the CPU. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b|software/i

/** Asks for the adapter and for no device: it holds nothing of the GPU. */
export async function askAdapter(
  gpu: { requestAdapter(): Promise<AdapterLike | null> } | undefined,
): Promise<AdapterAnswer> {
  if (gpu === undefined) return { kind: 'none', why: NO_GPU }
  const adapter = await gpu.requestAdapter()
  return adapter === null ? { kind: 'none', why: NO_ADAPTER } : { kind: 'adapter', facts: factsOf(adapter) }
}

export function factsOf({ info, features, limits }: AdapterLike): AdapterFacts {
  const { vendor, architecture, device, description } = info
  return {
    vendor,
    architecture,
    device,
    description,
    software: softwareOf(info),
    features: [...features].sort(),
    limits: limitsOf(limits),
  }
}

/** The name of it, as short as a headline needs. */
export function titleOf({ vendor, architecture, device, description }: AdapterFacts): string {
  return description || [vendor, architecture || device].filter(Boolean).join(' · ') || 'An unnamed GPU'
}

function softwareOf(info: AdapterLike['info']): string | undefined {
  const words = [info.vendor, info.architecture, info.device, info.description].join(' ')
  const [name] = SOFTWARE.exec(words) ?? []
  if (name !== undefined) {
    return `No GPU computes here: ${name} does it on the CPU. All of it works, and slowly.`
  }
  return info.isFallbackAdapter === true
    ? 'This is a fallback adapter: the browser computes without the graphics card, and slowly.'
    : undefined
}

/** They are getters of the prototype, so that `Object.entries` finds none. */
function limitsOf(limits: object): AdapterFacts['limits'] {
  const found: AdapterFacts['limits'] = []
  for (const name in limits) {
    const value: unknown = Reflect.get(limits, name)
    if (typeof value === 'number') found.push({ name, value })
  }
  return found.sort((a, b) => a.name.localeCompare(b.name))
}
