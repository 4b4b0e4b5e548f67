import { editor } from 'monaco-editor/editor/editor.api.js'
import { expect, onTestFinished, test } from 'vitest'
import { createProject } from './create-project'

const FILES = [
  { path: 'README.md', source: 'About.' },
  { path: 'handler.ts', source: 'one' },
  { path: 'data.json', source: '[1]' },
]

function open(files = FILES) {
  const project = createProject({ demoId: 'digits', files })
  onTestFinished(() => project.close())
  const names = () => project.state.getState().files.map(({ path }) => path)
  const source = (path: string) => project.state.getState().files.find((file) => file.path === path)?.source
  const type = (path: string, text: string) => {
    const model = project.model(path)
    model?.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
    model?.pushStackElement()
  }
  return { project, names, source, type }
}

test('what is typed is told, and only the file that changed is another object', () => {
  const { project, names, type } = open()
  expect(names()).toEqual(['handler.ts', 'data.json', 'README.md'])
  const before = project.state.getState().files
  type('handler.ts', 'two')
  const after = project.state.getState().files
  expect(after[0]).toEqual({ path: 'handler.ts', source: 'two' })
  expect(after[1]).toBe(before[1])
})

test('TypeScript sees JSON as a module, as it is typed now', () => {
  const { type } = open()
  const typed = () =>
    editor
      .getModels()
      .find(({ uri }) => uri.path === '/digits/data.json.ts')
      ?.getValue()
  expect(typed()).toBe('const value = [1]\nexport default value')
  type('data.json', '[1, 2]')
  expect(typed()).toContain('[1, 2]')
})

test('a file that is added comes into view; a name that is taken or wrong is refused', () => {
  const { project, names } = open()
  project.add('lib/maths.ts', 'export {}')
  expect(names()).toEqual(['handler.ts', 'data.json', 'lib/maths.ts', 'README.md'])
  expect(project.state.getState().active).toBe('lib/maths.ts')
  expect(() => project.add('lib/maths.ts', '')).toThrow('already')
  expect(() => project.add('x.js', '')).toThrow('.ts')
  expect(names()).toHaveLength(4)
})

test('a renamed file keeps its text and stays in view; the handler keeps its name', () => {
  const { project, names, source } = open()
  project.open('data.json')
  project.rename('data.json', 'numbers.json')
  expect(names()).toEqual(['handler.ts', 'numbers.json', 'README.md'])
  expect(source('numbers.json')).toBe('[1]')
  expect(project.state.getState().active).toBe('numbers.json')
  expect(() => project.rename('handler.ts', 'main.ts')).toThrow('keeps its name')
  // The same name in other letters is no other file.
  project.rename('numbers.json', 'Numbers.json')
  expect(names()).toContain('Numbers.json')
})

test('what a new name changes in other files is told with it, and is one step of undo', async () => {
  const { project, names, source, type } = open()
  type('handler.ts', 'a b a')
  const told: (readonly string[])[] = []
  project.state.subscribe(({ files }) => told.push(files.map((file) => file.source)))
  const edit = (start: number, text: string) => ({ start, end: start + 1, text })
  project.rename('data.json', 'lib/data.json', [
    { path: 'handler.ts', edits: [edit(0, 'much'), edit(4, 'more')] },
    { path: 'data.json', edits: [edit(1, '2')] },
  ])
  expect(names()).toEqual(['handler.ts', 'lib/data.json', 'README.md'])
  expect(told).toEqual([['much b more', '[2]', 'About.']])
  await project.model('handler.ts')?.undo()
  expect(source('handler.ts')).toBe('a b a')
})

test('what is deleted is gone, and the handler is shown; the handler itself stays', () => {
  const { project, names } = open()
  project.open('data.json')
  project.remove('data.json')
  project.remove('handler.ts')
  expect(names()).toEqual(['handler.ts', 'README.md'])
  expect(project.state.getState().active).toBe('handler.ts')
  expect(editor.getModels().map(({ uri }) => uri.path)).not.toContain('/digits/data.json.ts')
})

test('other files in place of all: of one that stays it is an edit, which undo takes back', async () => {
  const { project, names, source, type } = open()
  type('handler.ts', 'typed')
  const told: number[] = []
  project.state.subscribe(({ files }) => told.push(files.length))
  project.replace([
    { path: 'handler.ts', source: 'other' },
    { path: 'new.ts', source: 'new' },
  ])
  expect(names()).toEqual(['handler.ts', 'new.ts'])
  expect(told).toEqual([2])
  await project.model('handler.ts')?.undo()
  expect(source('handler.ts')).toBe('typed')
  await project.model('handler.ts')?.undo()
  expect(source('handler.ts')).toBe('one')
})

test('closed, it leaves no models; the next project of the demo has its own', () => {
  const { project } = open()
  project.close()
  project.close()
  expect(editor.getModels().filter(({ uri }) => uri.path.startsWith('/digits/'))).toEqual([])
  expect(open().source('handler.ts')).toBe('one')
})
