import { describe, expect, test } from 'vitest'
import { type AdapterLike, askAdapter, factsOf, titleOf } from './facts'
import { findLimits } from './limits'

/** As in browsers: limits are getters of the prototype. */
class Limits {
  get maxBufferSize() {
    return 4_294_967_292
  }
  get maxBindGroups() {
    return 4
  }
}
// As of a browser, where they can be listed.
for (const name of ['maxBufferSize', 'maxBindGroups']) {
  const getter = Object.getOwnPropertyDescriptor(Limits.prototype, name)
  if (getter !== undefined) Object.defineProperty(Limits.prototype, name, { ...getter, enumerable: true })
}

const info = { vendor: 'nvidia', architecture: 'ada-lovelace', device: '', description: '' }
const adapter = (parts: Partial<AdapterLike['info']> = {}): AdapterLike => ({
  info: { ...info, ...parts },
  features: new Set(['subgroups', 'shader-f16']),
  limits: new Limits(),
})

describe('the adapter', () => {
  test('is told by its info, its features and all of its limits', () => {
    const facts = factsOf(adapter())
    expect(facts).toMatchObject({ ...info, software: undefined, features: ['shader-f16', 'subgroups'] })
    expect(facts.limits).toEqual([
      { name: 'maxBindGroups', value: 4 },
      { name: 'maxBufferSize', value: 4_294_967_292 },
    ])
    expect(titleOf(facts)).toBe('nvidia · ada-lovelace')
  })

  test.each([
    [{ vendor: 'google', architecture: 'swiftshader' }, 'swiftshader does it on the CPU'],
    [{ vendor: 'mesa', description: 'llvmpipe (LLVM 19)' }, 'llvmpipe does it on the CPU'],
    [{ isFallbackAdapter: true }, 'fallback adapter'],
  ])('that is software is called so: %o', (parts, text) => {
    expect(factsOf(adapter(parts)).software).toContain(text)
  })

  test('that is not there is told plainly', async () => {
    expect(await askAdapter(undefined)).toEqual({ kind: 'none', why: 'This browser offers no WebGPU.' })
    const none = await askAdapter({ requestAdapter: async () => null })
    expect(none).toMatchObject({ kind: 'none', why: expect.stringContaining('no adapter') })
  })
})

describe('limits', () => {
  const { limits } = factsOf(adapter())

  test('are found by parts of their name, in any order, and by their number', () => {
    const names = (search: string) => findLimits(limits, search).map(({ name }) => name)
    expect(names('')).toHaveLength(2)
    expect(names('size BUFFER')).toEqual(['maxBufferSize'])
    expect(names('4294967292')).toEqual(['maxBufferSize'])
    expect(names('nothing')).toEqual([])
  })

  test('that are bytes are shown as such', () => {
    expect(findLimits(limits, 'buffer')).toEqual([
      { name: 'maxBufferSize', value: '4,294,967,292', bytes: '4.3 GB' },
    ])
  })
})
