import { expect, test } from 'vitest'
import { demos } from './demos.ts'

/** What the plugin makes of a virtual module, as the bundler would ask. */
async function load(id: string): Promise<string> {
  const plugin = demos(['src/demos', 'e2e/demos'])
  if (typeof plugin.load !== 'function' || typeof plugin.resolveId !== 'function') throw new Error('hooks')
  const context = { addWatchFile: () => undefined }
  return Reflect.apply(plugin.load, context, [`\0${id}`])
}
const idsIn = (module: string) =>
  [...module.matchAll(/import\("virtual:sublet\/\w+\/([\w-]+)"\)/g)].map(([, id]) => id)

test('demos of all roots are listed, what needs a network last; templates are none of them', async () => {
  const ids = idsIn(await load('virtual:sublet/demos'))
  expect(ids).toEqual(expect.arrayContaining(['digits', 'depth', 'walls']))
  expect(ids.indexOf('walls')).toBeLessThan(ids.indexOf('depth'))
  expect(ids).not.toContain('templates')
  expect(ids).not.toContain('blank')
})

test('templates are listed by themselves, with their README, and a template has files of its own', async () => {
  const list = await load('virtual:sublet/templates')
  expect(idsIn(list)).toEqual(['blank', 'canvas', 'chat', 'image-filter', 'onnx-model', 'transformers'])
  expect(list).toContain('app_file: handler.ts')
  expect(await load('virtual:sublet/templates/chat')).toContain('It repeats what you say')
  expect(await load('virtual:sublet/demos/chat')).not.toContain('It repeats what you say')
})

test('a demo comes with its README', async () => {
  expect(await load('virtual:sublet/demos/digits')).toMatch(
    /export const texts = \[\{"path":"README.md","text":"---/,
  )
})

test('the title of a template is a line of its handler: a new demo has another one there', async () => {
  const list = await load('virtual:sublet/templates')
  for (const [, id, title] of list.matchAll(/\{"id":"([\w-]+)","title":"([^"]+)"/g)) {
    expect(await load(`virtual:sublet/templates/${id}`)).toContain(`\\n  title: '${title}',\\n`)
  }
  expect.assertions(6)
})
