import { expect, test } from 'vitest'
import { createLinker } from './boot/linker'
import type { GpuFunctions } from './calls/gpu-function'
import { loadHandler } from './handler'

const gpu: GpuFunctions = {
  wrap: (_options, fn) => fn,
  specs: () => [{ name: 'draw', seconds: 5, size: 'large' }],
}

const SUBLET = `export const Interface = (options) => ({ 'sublet.interface': true, ...options })`

const toDataUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code).replaceAll("'", '%27')}`

async function load(code: string, functions = gpu) {
  const linker = await createLinker({ sublet: SUBLET }, toDataUrl)
  return loadHandler(linker, functions, 'handler.js', `import { Interface } from 'sublet'\n${code}`)
}

test('the default export is the Interface: its spec and its function', async () => {
  const { handler, spec } = await load(
    `export default Interface({ title: 'Add', inputs: [{ kind: 'number' }], outputs: [{ kind: 'json' }, { kind: 'label' }], fn: (x) => x + 1 })`,
  )
  expect(handler.outputs).toBe(2)
  expect(handler.fn(2)).toBe(3)
  expect(spec).toMatchObject({
    title: 'Add',
    description: '',
    inputs: [{ kind: 'number', value: 0 }],
    gpu: [{ name: 'draw' }],
  })
})

test.each([0, 1.5, Number.NaN])(
  'a concurrency of %s is refused when the handler is loaded',
  async (concurrency) => {
    const wrong: GpuFunctions = {
      ...gpu,
      specs: () => [{ name: 'f', seconds: 5, size: 'large', concurrency }],
    }
    const code = `export default Interface({ title: 'x', inputs: [], outputs: [{ kind: 'json' }], fn() {} })`
    const loaded = load(code, wrong)
    await expect(loaded).rejects.toMatchObject({ code: 'HandlerFailed' })
    await expect(loaded).rejects.toThrow('gpu.0.concurrency')
  },
)

test.each([
  ['no default export', `export const other = 1`, 'no default export'],
  ['a default export that is none', `export default { title: 'x', fn() {} }`, 'no default export'],
  [
    'an unknown component',
    `export default Interface({ title: 'x', inputs: [{ kind: 'wheel' }], outputs: [{ kind: 'json' }], fn() {} })`,
    'inputs.0.kind',
  ],
  ['no output', `export default Interface({ title: 'x', inputs: [], outputs: [], fn() {} })`, 'outputs'],
  [
    'a slider without an end',
    `export default Interface({ title: 'x', inputs: [{ kind: 'slider', min: 0, max: Infinity }], outputs: [{ kind: 'json' }], fn() {} })`,
    'inputs.0.max',
  ],
  [
    'a title of a million letters',
    `export default Interface({ title: 'x'.repeat(1e6), inputs: [], outputs: [{ kind: 'json' }], fn() {} })`,
    'title',
  ],
])('%s is told in words', async (_, code, words) => {
  await expect(load(code)).rejects.toMatchObject({
    code: 'HandlerFailed',
    message: expect.stringContaining(words),
  })
})

test('an import that is not offered does not compile', async () => {
  await expect(load(`import 'lodash'`)).rejects.toMatchObject({
    code: 'CompileFailed',
    message: expect.stringContaining("'lodash'"),
  })
})

test('a module scope that throws fails with what it threw', async () => {
  await expect(load(`throw new RangeError('at module scope')`)).rejects.toThrow('at module scope')
})
