import { expect, test } from 'vitest'
import { policyOf } from './csp.ts'
import { groupOf, withoutOrigins } from './site-files.ts'
import { groupParts, type Part } from './site-graph.ts'

const part = (file: string, more: Partial<Part> = {}): Part => ({
  file,
  facade: undefined,
  imports: [],
  dynamicImports: [],
  assets: [],
  ...more,
})

const SITE = [
  part('index', {
    facade: '/p/index.html',
    imports: ['shell'],
    dynamicImports: ['pool', 'digits'],
  }),
  part('page', { facade: '/p/exported.html', imports: ['shell', 'body'] }),
  part('shell', { assets: ['shell.css'], dynamicImports: ['tabs', 'demo', 'own'] }),
  part('tabs', { facade: '/p/src/ui/tabs/tab-strip.tsx' }),
  part('body', { dynamicImports: ['plot', 'model3d', 'pane'], assets: ['sketch.worker.js'] }),
  part('plot', { facade: '/p/src/ui/outputs/plot/plot-output.tsx', assets: ['plot.css'] }),
  part('model3d', { facade: '/p/src/ui/outputs/model3d/model3d-output.tsx', dynamicImports: ['three'] }),
  part('three', { facade: '/p/node_modules/three/index.js', assets: ['spark-worker.js'] }),
  part('pane', { facade: '/p/src/editor/editor-pane.tsx', imports: ['monaco', 'body'] }),
  part('monaco', { assets: ['handler.worker.js'] }),
  part('demo', { facade: '/p/src/host/demo.ts', dynamicImports: ['instance'] }),
  part('instance', { facade: '/p/src/host/instance.ts' }),
  part('own', { facade: '/p/src/host/own/demos.ts' }),
  part('pool', { facade: '/p/src/ui/pool/pool-page.tsx', imports: ['body'], assets: ['pool.css'] }),
  part('digits', { facade: '\0virtual:sublet/demos/digits' }),
]

test('an exported site needs its page and the host, and what these load by need', () => {
  const groups = groupParts(SITE)
  const of = (group: string) => [...groups].filter(([, its]) => its === group).map(([file]) => file)
  expect(of('page').toSorted()).toEqual(
    [
      'body',
      'demo',
      'instance',
      'page',
      'plot',
      'plot.css',
      'shell',
      'shell.css',
      'sketch.worker.js',
    ].toSorted(),
  )
  expect(of('viewer3d').toSorted()).toEqual(['model3d', 'spark-worker.js', 'three'])
  expect(of('editor').toSorted()).toEqual(['handler.worker.js', 'monaco', 'pane'])
  expect(of('demos')).toEqual(['digits'])
  expect(of('rooms').toSorted()).toEqual(['index', 'own', 'pool', 'pool.css', 'tabs'])
})

test('what only the editor loads is no part of the page, whoever else the editor loads', () => {
  const groups = groupParts([...SITE, part('types', { facade: '/p/src/editor/types.ts' })])
  expect(groups.get('types')).toBe('editor')
  expect(groups.get('body')).toBe('page')
})

test.each([
  ['sandbox.html', 'runner'],
  ['scheduler.js', 'runner'],
  ['runtime/-main-49ab84e1.js', 'runner'],
  ['runtime/ort-wasm-simd-threaded.jspi.wasm', 'engine'],
  ['runtime/ort.webgpu.bundle.min.mjs', 'engine'],
  ['libraries/index-1c60da65.json', 'libraries'],
  ['models/digits/onnx/model.onnx', 'models'],
  ['models/README.md', undefined],
  ['icons/192.png', 'icons'],
  ['service-worker.js', 'offline'],
  ['sublet.webmanifest', 'offline'],
  ['licenses.txt', 'licences'],
  ['runtime/ort-third-party-notices.txt', 'engine'],
  ['index.html', undefined],
  ['site-files.json', undefined],
])('%s is of the group %s', (path, group) => {
  expect(groupOf(path)).toBe(group)
})

test('the page of another host names no origin of this one', () => {
  const page = (origins: string[]) =>
    `<meta content="${policyOf(origins).replaceAll("'", '&#39;')}"><title>x</title>`
  expect(withoutOrigins(page(['https://a.example']), ['https://a.example'])).toBe(page([]))
  expect(() => withoutOrigins('<title>x</title>', [])).toThrow('its policy is not where it was')
})
