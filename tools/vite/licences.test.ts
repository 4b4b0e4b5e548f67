import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { licenceList, packageFolders } from './licences.ts'

const installed = (...names: string[]) => names.map((name) => resolve('node_modules', name))

test('the package of a module is the innermost', () => {
  const modules = [
    '/p/node_modules/react/index.js',
    '\0/p/node_modules/react/cjs/react.js?commonjs-exports',
    '/p/node_modules/a/node_modules/@b/c/d.js',
    'C:\\p\\node_modules\\e\\f.js',
    '/p/src/main.ts',
    '\0virtual:sublet/demos',
  ]
  expect([...packageFolders(modules)]).toEqual([
    '/p/node_modules/react',
    '/p/node_modules/a/node_modules/@b/c',
    'C:/p/node_modules/e',
  ])
})

test('Sublet comes first, and a text that several packages have stands there once', () => {
  const list = licenceList(installed('zustand', 'react-dom', 'react'))
  expect(list.indexOf('Sublet (MIT)')).toBeLessThan(list.indexOf('react '))
  expect(list).toMatch(/\nreact [\d.]+ \(MIT\)\nreact-dom [\d.]+ \(MIT\)\n/)
  expect(list.match(/Copyright \(c\) Meta Platforms/g)).toHaveLength(1)
})

test('the texts of ONNX Runtime, which its package comes without, are those of its installed version', () => {
  expect(licenceList(installed('onnxruntime-web'))).toContain('Copyright (c) Microsoft Corporation')
})

test('what a package bundles itself is told, too', () => {
  expect(licenceList(installed('monaco-editor'))).toContain('THIRD-PARTY SOFTWARE NOTICES')
})

test('a package without a text ends the build, by its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sublet-licences-'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bare', version: '1.2.3' }))
  expect(() => licenceList([folder])).toThrow('bare 1.2.3 has no text of its licence')
  await rm(folder, { recursive: true })
})
