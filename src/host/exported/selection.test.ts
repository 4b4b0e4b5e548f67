import { expect, test } from 'vitest'
import { librariesNamed } from './libraries-named'
import type { SiteFile } from './manifest'
import { modelsNamed } from './models-named'
import { selectParts } from './selection'

const code = (text: string) => [{ code: text }]
const NAMES = [
  'sublet',
  '#load',
  'onnxruntime-web',
  '@huggingface/transformers',
  'three',
  'typegpu',
  'typegpu/std',
]

test.each([
  ["import { GPU } from 'sublet'", []],
  ["import * as ort from 'onnxruntime-web'", ['onnxruntime-web']],
  ['import{A}from"three"', ['three']],
  ["export * from 'typegpu/std'", ['typegpu/std']],
  ["const t = await import('@huggingface/transformers')", ['@huggingface/transformers']],
  ['const t = await import(`three`)', ['three']],
  ['const t = await import(which)', NAMES.slice(2)],
  ['const t = await import(`typegpu/' + '$' + '{part}`)', NAMES.slice(2)],
])('%s needs the SDK and %j', (text, libraries) => {
  expect(librariesNamed(code(text), NAMES)).toEqual(['sublet', '#load', ...libraries])
})

const OFFERED = ['digits', 'digits-large', 'stories', 'upscale']

test.each([
  ["ort.InferenceSession.create('models/digits/onnx/model.onnx')", [], ['digits']],
  ["ort.InferenceSession.create('/models/digits-large/onnx/model.onnx')", [], ['digits-large']],
  ["pipeline('text-generation', 'sublet/stories')", [], ['stories']],
  ["create('hf:sublet/stories:q8')", [], ['stories']],
  ["fetch('https://huggingface.co/sublet/upscale/resolve/main/config.json')", [], ['upscale']],
  ['create(`models/' + '$' + '{name}/onnx/model.onnx`)', [], OFFERED],
  ["create('models/' + name)", [], OFFERED],
  ["import { GPU } from 'sublet'; pipeline('x', 'mymodels/stories')", [], []],
  ['', ['upscale', 'sublet/digits'], ['digits', 'upscale']],
])('%s with the card %j needs %j of this site', (text, card, site) => {
  expect(modelsNamed(code(text), card, OFFERED).site).toEqual(site)
})

test('dropped models are found by name, and those that cannot be are told', () => {
  const text = `create('local:my model.onnx'); create("local:a/b.onnx"); create("local:a/b.onnx")`
  expect(modelsNamed(code(text), [], [])).toMatchObject({
    dropped: ['local:my model.onnx', 'local:a/b.onnx'],
    unknown: [],
  })
  const put = modelsNamed(code('create(`local:$' + "{name}.onnx`); create('local:' + name)"), [], [])
  expect(put).toMatchObject({ dropped: [], unknown: ['local:$' + '{name}.onnx', 'local:'] })
})

test('ids of the hub come from there', () => {
  expect(modelsNamed([], ['org/model', 'sublet/digits', 'digits'], ['digits']).hub).toEqual(['org/model'])
})

const FILES: SiteFile[] = [
  { path: 'assets/index.js', bytes: 1, group: 'page' },
  { path: 'assets/model3d.js', bytes: 2, group: 'viewer3d' },
  { path: 'assets/monaco.js', bytes: 4, group: 'editor' },
  { path: 'assets/life.js', bytes: 8, group: 'demos' },
  { path: 'assets/pool.js', bytes: 16, group: 'rooms' },
  { path: 'sandbox.html', bytes: 32, group: 'runner' },
  { path: 'runtime/ort.wasm', bytes: 64, group: 'engine' },
  { path: 'libraries/index.json', bytes: 128, group: 'libraries' },
  { path: 'libraries/sublet.js', bytes: 256, group: 'libraries' },
  { path: 'libraries/ort.js', bytes: 512, group: 'libraries' },
  { path: 'libraries/three.js', bytes: 1024, group: 'libraries' },
  { path: 'models/digits/onnx/model.onnx', bytes: 2048, group: 'models' },
  { path: 'icons/192.png', bytes: 4096, group: 'icons' },
  { path: 'service-worker.js', bytes: 8192, group: 'offline' },
]
const LIBRARIES = {
  names: ['sublet', '#load', 'onnxruntime-web', 'three'],
  path: 'libraries/index.json',
  index: {
    files: {
      sublet: 'libraries/sublet.js',
      'onnxruntime-web': 'libraries/ort.js',
      three: 'libraries/three.js',
    },
    needs: {
      sublet: ['sublet'],
      '#load': [],
      'onnxruntime-web': ['onnxruntime-web', '#onnxruntime-web'],
      three: ['three'],
    },
  },
  engine: '#onnxruntime-web',
}
const pathsOf = (text: string) =>
  selectParts(FILES, code(text), LIBRARIES)
    .flatMap(({ files }) => files.map(({ path }) => path))
    .toSorted()

const ALWAYS = [
  'assets/index.js',
  'icons/192.png',
  'libraries/index.json',
  'libraries/sublet.js',
  'sandbox.html',
]

test('every demo gets the page and the runner, and neither editor nor other demos, rooms or models', () => {
  expect(pathsOf("import { GPU } from 'sublet'")).toEqual(ALWAYS)
})

test('a demo with a model gets ONNX Runtime, one with a library that library, one with a 3D model its viewer', () => {
  expect(pathsOf("import 'onnxruntime-web'")).toEqual(
    [...ALWAYS, 'libraries/ort.js', 'runtime/ort.wasm'].toSorted(),
  )
  expect(pathsOf("import 'three'; Model3D()")).toEqual(
    [...ALWAYS, 'assets/model3d.js', 'libraries/three.js'].toSorted(),
  )
})
