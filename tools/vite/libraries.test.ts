import { init, parse } from 'es-module-lexer/minimal'
import { beforeAll, expect, test } from 'vitest'
import { type Bundles, bundle, REAL_ORT } from './bundles.ts'
import { TRANSFORMERS_ORT, TRANSFORMERS_REALM } from './libraries.ts'

let bundles: Bundles

beforeAll(async () => {
  await init()
  bundles = await bundle(true)
}, 60_000)

function importsOf(code: string): string[] {
  return parse(code)[0].flatMap(({ n: specifier }) => (specifier === undefined ? [] : [specifier]))
}

test('these are the libraries', () => {
  expect(Object.keys(bundles.libraries.needs).sort()).toEqual([
    '#load',
    '@huggingface/transformers',
    'onnxruntime-common',
    'onnxruntime-web',
    'onnxruntime-web/all',
    'onnxruntime-web/jspi',
    'onnxruntime-web/wasm',
    'onnxruntime-web/webgpu',
    'sublet',
    'three',
    'typegpu',
    'typegpu/common',
    'typegpu/data',
    'typegpu/std',
  ])
})

test('a runner boots without ONNX Runtime, and without what only a demo needs', () => {
  expect(Object.keys(bundles.modules)).toContain('#main')
  expect(Object.keys(bundles.modules)).not.toContain('sublet')
  expect(Object.keys(bundles.modules)).not.toContain('#load')
  expect(Object.values(bundles.modules).flatMap(importsOf)).not.toContain(REAL_ORT)
})

test('a library has all that it needs, beside what every runner boots with', () => {
  const { modules, needs } = bundles.libraries
  for (const [library, all] of Object.entries(needs)) {
    const there = [...all, ...Object.keys(bundles.modules)]
    for (const specifier of all.flatMap((name) => importsOf(modules[name] ?? ''))) {
      expect(there, library).toContain(specifier)
    }
  }
})

test('what computes with ONNX Runtime does it through the shim', () => {
  const { modules, needs } = bundles.libraries
  const direct = Object.keys(modules).filter((name) => importsOf(modules[name] ?? '').includes(REAL_ORT))
  const shim = [
    ...(needs['onnxruntime-web'] ?? []),
    ...(needs['onnxruntime-web/wasm'] ?? []),
    TRANSFORMERS_ORT,
  ]
  for (const name of direct) expect(shim, name).toContain(name)
  expect(needs['@huggingface/transformers']).toEqual(
    expect.arrayContaining([REAL_ORT, TRANSFORMERS_ORT, TRANSFORMERS_REALM]),
  )
  expect(needs.three).not.toContain(REAL_ORT)
})

test('no chunks import each other in a circle, which the linker could not link', () => {
  const modules = { ...bundles.modules, ...bundles.libraries.modules }
  const done = new Set<string>()
  const visit = (specifier: string, way: readonly string[]): void => {
    expect(way).not.toContain(specifier)
    if (done.has(specifier)) return
    for (const next of importsOf(modules[specifier] ?? '')) visit(next, [...way, specifier])
    done.add(specifier)
  }
  for (const name of Object.keys(modules)) visit(name, [])
  expect(done.size).toBeGreaterThan(6)
})

test('three is its maths alone', () => {
  expect(/WebGLRenderer|\bdocument\b/.exec(bundles.libraries.modules.three ?? '')).toBeNull()
})
