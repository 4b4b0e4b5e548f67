import { resolve } from 'node:path'
import { init, parse } from 'es-module-lexer/minimal'
import { beforeAll, expect, test } from 'vitest'
import { bundleLibraries, type LibraryBundles } from './libraries.ts'

let bundles: LibraryBundles

beforeAll(async () => {
  await init()
  bundles = await bundleLibraries(resolve('.'), true)
}, 60_000)

function importsOf(code: string): string[] {
  return parse(code)[0].flatMap(({ n: specifier }) => (specifier === undefined ? [] : [specifier]))
}

test('these are the libraries', () => {
  expect(Object.keys(bundles.needs).sort()).toEqual([
    '@huggingface/transformers',
    'three',
    'typegpu',
    'typegpu/common',
    'typegpu/data',
    'typegpu/std',
  ])
})

test('a library has all that it needs, and takes ONNX Runtime from the runner', () => {
  const shimmed = new Set<string>()
  for (const [library, needs] of Object.entries(bundles.needs)) {
    for (const specifier of needs.flatMap((name) => importsOf(bundles.modules[name] ?? ''))) {
      if (specifier.startsWith('onnxruntime-')) shimmed.add(specifier)
      else expect(needs, library).toContain(specifier)
    }
  }
  expect([...shimmed].sort()).toEqual(['onnxruntime-common', 'onnxruntime-web/webgpu'])
})

test('no chunks import each other in a circle, which the linker could not link', () => {
  const done = new Set<string>()
  const visit = (specifier: string, way: readonly string[]): void => {
    expect(way).not.toContain(specifier)
    if (done.has(specifier)) return
    for (const next of importsOf(bundles.modules[specifier] ?? '')) visit(next, [...way, specifier])
    done.add(specifier)
  }
  for (const library of Object.keys(bundles.needs)) visit(library, [])
  expect(done.size).toBeGreaterThan(6)
})

test('three is its maths alone', () => {
  expect(/WebGLRenderer|\bdocument\b/.exec(bundles.modules.three ?? '')).toBeNull()
})
