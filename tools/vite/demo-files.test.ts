import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compileFile, demoFiles } from './demo-files.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sublet-demo-'))
  await mkdir(join(folder, 'lib'))
})

afterEach(() => rm(folder, { recursive: true }))

test('the handler comes first, then what it may import, from sub-folders too', async () => {
  const names = [
    'README.md',
    'a.ts',
    'handler.ts',
    'handler.test.ts',
    'types.d.ts',
    'lib/x.ts',
    'd.json',
    's.wgsl',
    'p.png',
  ]
  for (const name of names) await writeFile(join(folder, name), '')
  expect(await demoFiles(folder)).toEqual(['handler.ts', 'a.ts', 'd.json', 'lib/x.ts', 's.wgsl'])
})

test('TypeScript is compiled with a map; JSON and WGSL are default exports', async () => {
  await writeFile(join(folder, 'lib/x.ts'), 'export const x: number = 1\n')
  await writeFile(join(folder, 'd.json'), '{ "a": 1 }\n')
  await writeFile(join(folder, 's.wgsl'), 'fn main() {}\n')
  const script = await compileFile(folder, 'lib/x.ts')
  expect(script).toMatchObject({ path: 'lib/x.ts', code: expect.stringContaining('export const x = 1;') })
  expect(JSON.parse(script.map)).toMatchObject({ version: 3, mappings: expect.stringMatching(/./) })
  expect((await compileFile(folder, 'd.json')).code).toBe('export default { "a": 1 }')
  expect((await compileFile(folder, 's.wgsl')).code).toBe('export default "fn main() {}\\n"')
})
