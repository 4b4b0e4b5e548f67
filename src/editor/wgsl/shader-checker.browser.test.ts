import { afterEach, expect, test } from 'vitest'
import { createShaderChecker, type ShaderChecker } from './shader-checker'

const GOOD = '@compute @workgroup_size(1) fn main() {}'

const checkers: ShaderChecker[] = []

/** A checker on the browser's own GPU, and the devices that it was given. */
function setUp(idle = 60_000) {
  const devices: GPUDevice[] = []
  const gpu = {
    async requestAdapter(options?: GPURequestAdapterOptions) {
      const adapter = await navigator.gpu.requestAdapter(options)
      if (adapter === null) return null
      const requestDevice = adapter.requestDevice.bind(adapter)
      adapter.requestDevice = async (descriptor) => {
        const device = await requestDevice(descriptor)
        devices.push(device)
        return device
      }
      return adapter
    },
  }
  const checker = createShaderChecker({ gpu, idle })
  checkers.push(checker)
  return { checker, devices }
}

afterEach(() => {
  for (const checker of checkers.splice(0)) checker.close()
})

test('of a module that compiles nothing is said', async () => {
  const { checker } = setUp()
  expect(await checker.check(GOOD)).toEqual([])
})

test('an error is at its place, in UTF-16 code units', async () => {
  const { checker } = setUp()
  const code = `// \u{1F600} é\n${GOOD.replace('{}', '{\n  let a: f32 = misspelt;\n}')}`
  const [error, ...rest] = (await checker.check(code)) ?? []
  expect(rest).toEqual([])
  expect(error?.severity).toBe('error')
  expect(code.slice(error?.start, error?.end)).toBe('misspelt')
  expect(error?.message).toContain('misspelt')
})

test('an error at the end, or of nothing, is said as well', async () => {
  const { checker } = setUp()
  const code = 'fn main() {'
  const [error] = (await checker.check(code)) ?? []
  expect(error?.severity).toBe('error')
  expect(error?.start).toBeLessThanOrEqual(code.length)
})

test('a warning is none', async () => {
  const { checker } = setUp()
  const code = GOOD.replace('{}', '{ return; let a = 1; }')
  const found = (await checker.check(code)) ?? []
  expect(found.map(({ severity }) => severity)).toEqual(['warning'])
})

test('what the adapter can do may be written', async () => {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  const { checker } = setUp()
  const found = (await checker.check(`enable f16; ${GOOD.replace('{}', '{ _ = 1h; }')}`)) ?? []
  expect(found.length === 0).toBe(adapter?.features.has('shader-f16'))
})

test('there is one device, made by the first question; what is known is not asked again', async () => {
  const { checker, devices } = setUp()
  expect(devices).toEqual([])
  await Promise.all([checker.check(GOOD), checker.check(`${GOOD} `), checker.check('nonsense')])
  expect(devices).toHaveLength(1)
  devices[0]?.destroy()
  await devices[0]?.lost
  expect(await checker.check(GOOD)).toEqual([])
  expect(devices).toHaveLength(1)
})

test('a device that was lost is replaced', async () => {
  const { checker, devices } = setUp()
  await checker.check(GOOD)
  devices[0]?.destroy()
  await devices[0]?.lost
  expect((await checker.check('nonsense'))?.length).toBe(1)
  expect(devices).toHaveLength(2)
})

test('a device that is lost while it is asked is replaced', async () => {
  const { checker, devices } = setUp()
  await checker.check(GOOD)
  const asked = checker.check('nonsense')
  devices[0]?.destroy()
  expect((await asked)?.length).toBe(1)
  expect(devices).toHaveLength(2)
})

test('a while after the last question the device is freed, and the next makes another', async () => {
  const { checker, devices } = setUp(50)
  await checker.check(GOOD)
  expect((await devices[0]?.lost)?.reason).toBe('destroyed')
  expect((await checker.check('nonsense'))?.length).toBe(1)
  expect(devices).toHaveLength(2)
})

test('a checker that is closed frees its device, and answers no more', async () => {
  const { checker, devices } = setUp()
  await checker.check(GOOD)
  checker.close()
  checker.close()
  expect((await devices[0]?.lost)?.reason).toBe('destroyed')
  expect(await checker.check('nonsense')).toBeUndefined()
})

test('without WebGPU there is no answer', async () => {
  expect(await createShaderChecker({ gpu: undefined, idle: 1 }).check(GOOD)).toBeUndefined()
  const refusing = { requestAdapter: async () => null }
  expect(await createShaderChecker({ gpu: refusing, idle: 1 }).check(GOOD)).toBeUndefined()
})
