import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSdk } from './package.mjs'

const run = promisify(execFile)
const TSC = resolve('node_modules/typescript/bin/tsc')

/** A project elsewhere, which has the package installed. */
let project = ''

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'sublet-sdk-'))
  await buildSdk(join(project, 'node_modules/sublet'))
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
}, 120_000)

afterAll(() => rm(project, { recursive: true }))

async function runInNode(code: string): Promise<unknown> {
  const file = join(project, 'consumer.mjs')
  await writeFile(file, code)
  const { stdout } = await run(process.execPath, [file])
  return JSON.parse(stdout)
}

/** Options as of a project that knows nothing of this one. */
async function typecheck(code: string, moduleResolution: 'bundler' | 'nodenext'): Promise<string> {
  const file = join(project, `consumer-${moduleResolution}.ts`)
  await writeFile(file, code)
  const module = moduleResolution === 'nodenext' ? 'nodenext' : 'esnext'
  const options = [
    '--noEmit',
    '--strict',
    '--skipDefaultLibCheck',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
  ]
  const kinds = ['--module', module, '--moduleResolution', moduleResolution, '--lib', 'es2022,dom']
  return run(process.execPath, [TSC, ...options, ...kinds, file], { cwd: project }).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )
}

test('the package has no dependencies and nothing of the runner', async () => {
  const folder = join(project, 'node_modules/sublet')
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  expect(manifest).toMatchObject({ name: 'sublet', type: 'module' })
  expect(manifest.dependencies).toBeUndefined()
  const files = await readdir(folder)
  expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'README.md', 'LICENSE']))
  expect(files.filter((name) => /test|fixture/.test(name))).toEqual([])
  expect(await readFile(join(folder, 'index.js'), 'utf8')).not.toMatch(/\bimport\b.*\bfrom\b/)
})

test('in Node all of it is a no-op', async () => {
  const seen = await runInNode(`
    import { GPU, Interface, Number, progress, remaining, signal, skip, transfer } from 'sublet'
    const fn = async (x) => x * x
    class Model {
      scale = 3
      run = GPU({ duration: (x) => x, size: 'xlarge' }, async (x) => x * this.scale)
    }
    const stream = GPU({ duration: 5 }, async function* (to) {
      for (let i = 1; i <= to; i++) {
        progress(i / to, 'step')
        yield i
      }
    })
    const streamed = []
    for await (const value of stream(3)) streamed.push(value)
    const buffer = new ArrayBuffer(8)
    const demo = Interface({ title: 'x', inputs: [Number()], outputs: [Number()], fn: GPU(fn) })
    console.log(JSON.stringify({
      same: GPU(fn) === fn && GPU({ duration: 1 }, fn) === fn,
      method: await new Model().run(2),
      streamed,
      demo: await demo.fn(4),
      left: remaining() === Infinity,
      aborted: signal().aborted,
      skipped: skip() === undefined ? 'undefined' : typeof skip(),
      transferred: transfer(buffer) === buffer && buffer.byteLength,
    }))`)
  expect(seen).toEqual({
    same: true,
    method: 6,
    streamed: [1, 2, 3],
    demo: 16,
    left: true,
    aborted: false,
    skipped: expect.any(String),
    transferred: 8,
  })
})

const CONSUMER = `
import { GPU, Image, Interface, Label, type GpuOptions } from 'sublet'
const options: GpuOptions<(x: number) => Promise<number>> = { duration: (x) => x, size: 'xlarge' }
const square = GPU(options, async (x: number) => x * x)
const four: Promise<number> = square(2)
// @ts-expect-error the wrapped function keeps its type
square('2')
export default Interface({
  title: 'x',
  inputs: [Image()],
  outputs: [Label()],
  fn: async (image) => ({ width: image.width + (await four) }),
})
`

test.each(['bundler', 'nodenext'] as const)(
  'its types hold for a project that resolves as %s',
  async (resolution) => {
    expect(await typecheck(CONSUMER, resolution)).toBe('')
  },
  120_000,
)
