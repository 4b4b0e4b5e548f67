import { runInThisContext } from 'node:vm'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ComponentSpec, InterfaceSpec } from '../../host/types'
import { apiInputs, apiOutputs } from './api-inputs'
import type { Language } from './helpers'
import { createRecorder, writeSteps } from './recorder'
import { writeCall } from './write-call'
import { writeValue } from './write-value'

/** As much of the platform's as is written out. */
class Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}

beforeAll(() => vi.stubGlobal('ImageData', Pixels))
afterAll(() => vi.unstubAllGlobals())

interface Asked {
  demo: string
  inputs: unknown[]
}

/** Runs a script in the place of a page, and tells what it asked of `window.sublet`. */
async function askedBy(script: string): Promise<Asked[]> {
  const asked: Asked[] = []
  const predict = async (demo: string, inputs: unknown[]) => {
    asked.push({ demo, inputs })
    return []
  }
  const body = compiled(script)
  const run = runInThisContext(
    `(async (window, console, fetch, OffscreenCanvas, createImageBitmap) => {${body}})`,
  )
  const fetch = async () => new Response('[1, 2]')
  await run({ sublet: { predict } }, { log() {} }, fetch, undefined, async () => 'a bitmap')
  return asked
}

/** Throws at what does not parse. Of types it only takes away. */
function compiled(script: string): string {
  const { outputText, diagnostics } = ts.transpileModule(script, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  })
  expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([])
  return outputText.replace(/^export \{\};?$/m, '')
}

const written = (value: unknown, language: Language = 'ts') =>
  writeCall(
    {
      demo: 'any',
      inputs: [{ label: 'A\nvalue */', type: 'unknown', written: writeValue(value) }],
      outputs: [{ label: 'Ergebnis für dich', type: 'string' }],
    },
    language,
  )

describe('a value comes out of the script as it was', () => {
  test.each<[string, unknown]>([
    ['text', 'it\'s "quoted" \\ and\nbroken \u2028 $' + '{no} `template` \\"'],
    ['a number', 0.1],
    ['no number', Number.NaN],
    ['a negative zero', -0],
    ['an endless number', -Infinity],
    ['a truth value', false],
    ['nothing', null],
    ['a long integer', 2n ** 70n],
    ['a list', ['a', 1, [true, null]]],
    ['an object', { a: 1, 'b c': [], "d'e": { f: undefined } }],
    ['a table', { headers: ['x', 'y'], data: Array.from({ length: 40 }, (_, at) => [at, `row ${at}`]) }],
    ['few numbers', new Float32Array([0.1, -2, Number.NaN])],
    ['few long integers', new BigInt64Array([1n, -5n])],
    ['a map', new Map([['k', new Set([1, 2])]])],
    ['a date', new Date(86_400_000)],
  ])('%s', async (_, value) => {
    for (const language of ['ts', 'js'] as const) {
      const [asked] = await askedBy(written(value, language))
      expect(asked?.inputs).toEqual([value])
      expect(Object.is(asked?.inputs[0], -0)).toBe(Object.is(value, -0))
    }
  })

  test('a tiny picture, pixel by pixel', async () => {
    const data = Uint8ClampedArray.from({ length: 256 }, (_, at) => at)
    const [asked] = await askedBy(written(new Pixels(data, 8, 8)))
    expect(asked?.inputs).toEqual([new Pixels(data, 8, 8)])
  })

  test('a property that would be the prototype', async () => {
    const value: unknown = JSON.parse('{"__proto__": 1}')
    const [asked] = await askedBy(written(value))
    expect(Object.entries(Object(asked?.inputs[0]))).toEqual([['__proto__', 1]])
  })
})

describe('what is too large to be written out', () => {
  test('is a file, under its own name and type', async () => {
    const value = new File(['hello'], "it's.txt", { type: 'text/plain' })
    expect(written(value)).toContain("await file('it\\'s.txt', 'text/plain'), // A value */; 5 bytes")
    const [asked] = await askedBy(written(value))
    expect(asked?.inputs[0]).toMatchObject({ name: "it's.txt", type: 'text/plain' })
  })

  test('is a picture of the same size', () => {
    const text = written(new Pixels(new Uint8ClampedArray(4 * 640 * 480), 640, 480))
    expect(text).toContain("await picture('picture.png', 640, 480), // A value */; 640 × 480 pixels")
    expect(compiled(text)).toContain('async function picture(address, width = 0, height = 0)')
  })

  test('is a picture and its mask, of two addresses', () => {
    const pixels = () => new Pixels(new Uint8ClampedArray(4 * 64 * 32), 64, 32)
    const text = written({ image: pixels(), mask: pixels() })
    expect(text).toContain(
      "{ image: await picture('picture.png', 64, 32), mask: await picture('mask.png', 64, 32) }",
    )
  })

  test('is a sound at its rate', () => {
    const text = written({ sampleRate: 16_000, channels: [new Float32Array(8_000)] })
    expect(text).toContain("await sound('sound.wav', 16000), // A value */; 0.5 s at 16000 Hz")
    compiled(text)
  })

  test('is data that is fetched', async () => {
    const [asked] = await askedBy(written(Array.from({ length: 3_000 }, (_, at) => at)))
    expect(asked?.inputs).toEqual([[1, 2]])
  })

  test('a value that contains itself, and one that is no data, are told', () => {
    const round: { own?: unknown } = {}
    round.own = round
    expect(writeValue(round).notes).toEqual(['a value that contains itself cannot be written as code'])
    expect(writeValue({ run: () => 1 })).toMatchObject({
      code: '{ run: undefined }',
      notes: ['a function cannot be written as code'],
    })
  })
})

const spec: InterfaceSpec = {
  title: 'All',
  description: '',
  inputs: [
    { kind: 'textbox', label: 'Prompt', lines: 1, value: 'Once' },
    { kind: 'number', label: 'Tokens', value: 40, max: 256 },
    { kind: 'state', initial: 0 },
    { kind: 'image', label: 'Prompt', source: 'upload', mode: 'rgba', crop: 'none', shape: [32, 64] },
    { kind: 'audio', label: '2 sounds', required: false },
    { kind: 'checkbox', label: '', value: true },
  ],
  outputs: [
    { kind: 'label', label: 'It reads', top: 3 },
    { kind: 'state', initial: 0 },
  ],
  gpu: [],
}

describe('the form', () => {
  test('untouched fields give what is declared; drafts go before; States are left out', () => {
    const codes = apiInputs(spec, { '1:number': '8' }).map(({ written }) => written.code)
    expect(codes).toEqual(["'Once'", '8', "await picture('picture.png', 64, 32)", 'null', 'true'])
  })

  test('a field that cannot be sent has a blank of its type, and the reason', () => {
    const [, tokens] = apiInputs(spec, { '1:number': '999' })
    expect(tokens?.written).toMatchObject({ code: '0', notes: ['999 is above the maximum, 256'] })
  })

  test('the script holds in strict TypeScript', () => {
    const call = { demo: 'all', inputs: apiInputs(spec, {}, 0), outputs: apiOutputs(spec) }
    const script = writeCall(call, 'ts')
    expect(script).toContain('type Inputs = [\n  prompt: string,\n  tokens: number,\n  prompt3: ImageData,')
    expect(problemsIn(script)).toEqual([])
    expect(problemsIn(script.replace("'Once'", '7'))).toEqual([expect.stringContaining("'number'")])
  }, 60_000)
})

describe('an event of Blocks', () => {
  const name: ComponentSpec = { kind: 'textbox', label: 'Name', lines: 1, value: 'Ada' }
  const area: ComponentSpec = { kind: 'number', label: 'Area', value: 0 }
  const spec: InterfaceSpec = {
    title: 'Page',
    description: '',
    inputs: [],
    outputs: [area],
    gpu: [],
    layout: 'blocks',
    blocks: {
      components: [name, area],
      layout: [],
      events: [
        { name: 'begin', trigger: { type: 'load' }, inputs: [], outputs: [1] },
        { name: 'on\nload', trigger: { type: 'load' }, inputs: [1, 0], outputs: [0] },
      ],
    },
  }

  test('is called by its number, with what its components hold', async () => {
    const inputs = apiInputs(spec, { '0:textbox': 'Grace', '1:number': '8' }, 1)
    expect(inputs.map(({ written: { code } }) => code)).toEqual(['8', "'Grace'"])
    const outputs = apiOutputs(spec, 1)
    expect(outputs).toEqual([{ label: 'Name', type: 'string' }])
    const script = writeCall({ demo: 'page', inputs, outputs, event: { number: 1, name: 'on\nload' } }, 'ts')
    expect(script).toContain('event: 1, // on load\n')
    expect(await askedBy(script)).toEqual([{ demo: 'page', inputs: [8, 'Grace'] }])
  })

  test('is recorded with its number', () => {
    const step = { demo: 'page', title: 'Page', inputs: [], event: 1, edited: false }
    expect(writeSteps([step], 'js')).toContain("predict('page', [], { event: 1 })")
    expect(writeSteps([{ ...step, event: undefined }], 'js')).toContain("predict('page', [])")
  })
})

describe('the recorder', () => {
  const textbox: ComponentSpec = { kind: 'textbox', label: 'Word', lines: 1, value: '' }

  test('collects runs of any demo while it is on, into one script that does them again', async () => {
    const heard = new Set<(run: never) => void>()
    const recorder = createRecorder({
      tell() {},
      listen(listener) {
        heard.add(listener)
        return () => heard.delete(listener)
      },
    })
    const tell = (id: string, input: unknown) => {
      const run = { demo: { card: { id, title: id } }, specs: { inputs: [textbox] }, inputs: [input] }
      for (const listener of heard) Reflect.apply(listener, undefined, [{ ...run, edited: false }])
    }
    tell('before', 'no')
    recorder.start()
    recorder.start()
    tell('one', 'a')
    tell('two', 'b')
    recorder.stop()
    tell('after', 'no')
    const { steps } = recorder.state.getState()
    for (const language of ['ts', 'js'] as const) {
      expect(await askedBy(writeSteps(steps, language))).toEqual([
        { demo: 'one', inputs: ['a'] },
        { demo: 'two', inputs: ['b'] },
      ])
    }
    recorder.clear()
    expect(recorder.state.getState().steps).toEqual([])
  })
})

/** What the compiler says of a script, against as much of `window.sublet` as it uses. */
function problemsIn(script: string): string[] {
  const api = `interface Window { sublet: {
    predict(demo: string, inputs: readonly unknown[], options?: { signal?: AbortSignal; onEvent?: (state: {
      phase: string; leases: readonly { stage: string }[]; progress: { text: string } | undefined }) => void
    }): Promise<readonly unknown[]> } }`
  const sources = new Map([
    ['/script.ts', `${script}\nexport {}`],
    ['/api.d.ts', api],
  ])
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => sources.has(name) || fileExists(name)
  host.getSourceFile = (name, ...rest) => {
    const source = sources.get(name)
    return source === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, source, ts.ScriptTarget.ES2022)
  }
  const program = ts.createProgram([...sources.keys()], options, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
