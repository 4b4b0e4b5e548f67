import ts from 'typescript'
import { expect, test } from 'vitest'
import { typedJson } from '../project/typed-json'
import { applied } from '../rules/check.fixture'
import { importEdits } from './import-edits'

const FOLDER = 'file:///demo/'
const GLOBALS = "declare module '*.wgsl' { const text: string; export default text }"

/** What the files of a demo are after one of them is renamed, by the paths of before; only those that change. */
function after(files: Record<string, string>, from: string, to: string): Record<string, string> {
  const scripts = new Map([['file:///globals.d.ts', GLOBALS]])
  // Of another demo that is open: its `./maths` is another file.
  scripts.set('file:///other/handler.ts', "import { one } from './maths'\nimport text from './blur.wgsl'\n")
  for (const [path, text] of Object.entries(files)) {
    if (path.endsWith('.json')) scripts.set(`${FOLDER}${path}.ts`, typedJson(text))
    else if (!path.endsWith('.wgsl')) scripts.set(FOLDER + path, text)
  }
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noLib: true,
    }),
    getScriptFileNames: () => [...scripts.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const text = scripts.get(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => '',
    readFile: (name) => scripts.get(name),
    fileExists: (name) => scripts.has(name),
  })
  const changes = importEdits(ts, service, { folder: FOLDER, from, to })
  return Object.fromEntries(changes.map(({ path, edits }) => [path, applied(files[path] ?? '', edits)]))
}

test('each way to import a file follows its new name, and is written as it was', () => {
  const handler = (name: string) => `import { one } from './lib/${name}'
import type { Two } from "./lib/${name}"
import './lib/${name}.js'
export { one as other } from './lib/${name}'
const later = import('./lib/${name}')
type Three = import('./lib/${name}').Two
const said = './lib/${name}'
`
  const files = {
    'handler.ts': handler('maths'),
    'lib/maths.ts': 'export const one = 1; export type Two = 2',
  }
  const renamed = after(files, 'lib/maths.ts', 'lib/sums.ts')
  expect(renamed).toEqual({
    'handler.ts': handler('sums').replace("said = './lib/sums'", "said = './lib/maths'"),
  })
})

test('a file that moves to another folder finds what it imports from there', () => {
  const files = {
    'handler.ts': "import { one } from './maths'\n",
    'maths.ts':
      "import data from './data.json'\nimport { two } from './two'\nimport text from './blur.wgsl'\n",
    'two.ts': "export { one } from './maths'\nexport const two = 2\n",
    'data.json': '1',
    'blur.wgsl': '',
  }
  expect(after(files, 'maths.ts', 'lib/deep/maths.ts')).toEqual({
    'handler.ts': "import { one } from './lib/deep/maths'\n",
    'maths.ts':
      "import data from '../../data.json'\nimport { two } from '../../two'\nimport text from '../../blur.wgsl'\n",
    'two.ts': "export { one } from './lib/deep/maths'\nexport const two = 2\n",
  })
})

test('JSON is found by its new name', () => {
  const files = {
    'handler.ts': "import data from './data.json'\n",
    'lib/maths.ts': "import data from '../data.json'\n",
    'data.json': '[1]',
  }
  expect(after(files, 'data.json', 'lib/numbers.json')).toEqual({
    'handler.ts': "import data from './lib/numbers.json'\n",
    'lib/maths.ts': "import data from './numbers.json'\n",
  })
})

test('a shader is found by its new name, however it is imported, and no other one', () => {
  const handler = (path: string) => `import text from '${path}'
import other from './other.wgsl'
export { default } from "${path}"
const later = import(\`${path}\`)
type Text = typeof import('${path}')
const said = './blur.wgsl'
`
  const files = {
    'handler.ts': handler('./blur.wgsl'),
    'lib/maths.ts': "import text from '../blur.wgsl'\n",
    'blur.wgsl': '',
    'other.wgsl': '',
  }
  expect(after(files, 'blur.wgsl', 'lib/shaders/soft.wgsl')).toEqual({
    'handler.ts': handler('./lib/shaders/soft.wgsl'),
    'lib/maths.ts': "import text from './shaders/soft.wgsl'\n",
  })
})

test('the same name in other letters is followed as well', () => {
  const files = { 'handler.ts': "import { one } from './maths'\n", 'maths.ts': 'export const one = 1' }
  expect(after(files, 'maths.ts', 'Maths.ts')).toEqual({ 'handler.ts': "import { one } from './Maths'\n" })
})

test.each([
  ['a text that nothing imports', 'notes.md', 'more.md'],
  ['what becomes another kind of file', 'maths.ts', 'maths.wgsl'],
])('%s changes no file', (_, from, to) => {
  const files = {
    'handler.ts': "import { one } from './maths'\n",
    'maths.ts': 'export const one = 1',
    'notes.md': '',
  }
  expect(after(files, from, to)).toEqual({})
})
