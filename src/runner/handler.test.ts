import { expect, test } from 'vitest'
import { createLinker } from './boot/linker'
import type { GpuFunctions } from './calls/gpu-function'
import { loadHandler } from './handler'

const gpu: Pick<GpuFunctions, 'specs'> = {
  specs: () => [{ name: 'draw', seconds: 5, size: 'large' }],
}

const SUBLET = `export const Interface = (options) => ({ 'sublet.interface': true, ...options })`

const toDataUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code).replaceAll("'", '%27')}`

async function load(code: string, functions = gpu) {
  const linker = await createLinker({ sublet: SUBLET }, [], toDataUrl)
  const source = `import { Interface } from 'sublet'\n${code}`
  const importing = import(/* @vite-ignore */ linker.urlOf(source, 'handler.ts', linker.url))
  return loadHandler(await importing, functions, 'handler.ts')
}

test('the default export is the Interface: its spec and its function', async () => {
  const { handlers, spec } = await load(
    `export default Interface({ title: 'Add', inputs: [{ kind: 'number' }], outputs: [{ kind: 'json' }, { kind: 'label' }], fn: (x) => x + 1 })`,
  )
  expect(handlers[0]?.outputs.map(({ kind }) => kind)).toEqual(['json', 'label'])
  expect(handlers[0]?.fn(2)).toBe(3)
  expect(spec).toMatchObject({
    title: 'Add',
    description: '',
    inputs: [{ kind: 'number', value: 0 }],
    gpu: [{ name: 'draw' }],
  })
})

test('the outputs are known again by the objects that the author made', async () => {
  const { handlers } = await load(
    `export const view = { kind: 'canvas' }
     export default Interface({ title: 'x', inputs: [], outputs: [{ kind: 'json' }, view], fn: () => view })`,
  )
  expect(handlers[0]?.views[1]).toBe(handlers[0]?.fn())
  expect(handlers[0]?.outputs[1]).toEqual({ kind: 'canvas', width: 640, height: 360 })
})

test('what a State begins with has to cross to the page', async () => {
  const from = (initial: string) =>
    load(
      `export default Interface({ title: 'x', inputs: [{ kind: 'state', initial: ${initial} }], outputs: [{ kind: 'json' }], fn() {} })`,
    )
  const { spec } = await from('new Map([["a", [1]]])')
  expect(spec.inputs).toEqual([{ kind: 'state', initial: new Map([['a', [1]]]) }])
  await expect(from('{ next: () => 1 }')).rejects.toMatchObject({
    code: 'NotCloneable',
    message: 'inputs[0].initial.next is a function.',
  })
})

test('examples are rows of what a visitor gives, and have to cross to the page', async () => {
  const inputs = `[{ kind: 'textbox' }, { kind: 'state', initial: 0 }, { kind: 'json' }]`
  const from = (rows: string) =>
    load(
      `export default Interface({ title: 'x', inputs: ${inputs}, outputs: [{ kind: 'json' }], live: true, exampleRows: ${rows}, fn() {} })`,
    )
  const { spec } = await from(`[['a', { at: 1 }], ['b', new Map([[1, 2]])]]`)
  expect(spec).toMatchObject({
    live: true,
    exampleRows: [
      ['a', { at: 1 }],
      ['b', new Map([[1, 2]])],
    ],
  })
  await expect(from(`[['a', 1], ['b']]`)).rejects.toThrow(
    'examples.1: it has 1 value(s), and a visitor sees 2 input(s)',
  )
  await expect(from(`[['a', { next: () => 1 }]]`)).rejects.toMatchObject({
    code: 'NotCloneable',
    message: 'examples[0][1].next is a function.',
  })
})

test('Blocks are told by another mark, and have a function for each event', async () => {
  const { handlers, spec } = await load(
    `const text = { kind: 'textbox' }
     const event = (fn) => ({ 'sublet.event': true, trigger: { type: 'load' }, inputs: [], outputs: [text], fn })
     export default { 'sublet.blocks': true, title: 'B', layout: [text], events: [event(() => 1), event(() => 2)] }`,
  )
  expect(handlers.map(({ fn }) => fn())).toEqual([1, 2])
  expect(spec).toMatchObject({ title: 'B', description: '', layout: 'blocks', gpu: [{ name: 'draw' }] })
})

test.each([0, 1.5, Number.NaN])(
  'a concurrency of %s is refused when the handler is loaded',
  async (concurrency) => {
    const wrong: typeof gpu = { specs: () => [{ name: 'f', seconds: 5, size: 'large', concurrency }] }
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
    'a Canvas as an input',
    `export default Interface({ title: 'x', inputs: [{ kind: 'number' }, { kind: 'canvas' }], outputs: [{ kind: 'json' }], fn() {} })`,
    'inputs.1: a Canvas is drawn on',
  ],
  [
    'a Button in a form',
    `export default Interface({ title: 'x', inputs: [{ kind: 'button', label: 'Go' }], outputs: [{ kind: 'json' }], fn() {} })`,
    'a Button and a Timer are in Blocks only',
  ],
  [
    'a State that no call would get',
    `export default Interface({ title: 'x', inputs: [], outputs: [{ kind: 'state', initial: 0 }], fn() {} })`,
    '1 State(s), and only 0 among the inputs',
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

test('a module scope that throws fails with what it threw', async () => {
  await expect(load(`throw new RangeError('at module scope')`)).rejects.toThrow('at module scope')
})
