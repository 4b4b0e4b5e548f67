import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { findWgsl } from './find-wgsl'
import { placeOf, textOf } from './shader'
import { found, HANDLER, sourcesIn, texts } from './sources.fixture'

const MAIN = '@compute @workgroup_size(1) fn main() {}'

test.each([
  ['marked by a comment', `const shader = /* wgsl */ \`${MAIN}\``],
  ['tagged', `const shader = wgsl\`${MAIN}\``],
  ['a plain string', `const shader = '${MAIN}'`],
  ['given to the compiler', `device.createShaderModule({ code: \`${MAIN}\` })`],
  ['given under a name', `const code = \`${MAIN}\`; device.createShaderModule({ code })`],
  ['by its text', `const shaders = { main: \`${MAIN}\` }`],
  [
    'given by a function',
    `const build = (code: string) => device.createShaderModule({ code }); build(\`${MAIN}\`)`,
  ],
  ['one of two', `device.createShaderModule({ code: device.fast ? \`${MAIN}\` : '' })`],
])('%s: it is a module', (_name, source) => {
  const { modules, literals } = found(source)
  expect(texts(modules)).toEqual([MAIN])
  expect(literals.map(({ start, end }) => source.slice(start + 1, end - 1))).toEqual([MAIN])
})

test('what the compiler is given is a module without an entry point, too', () => {
  expect(texts(found('device.createShaderModule({ code: `const a = 1;` })').modules)).toEqual([
    'const a = 1;',
  ])
})

test.each([
  ['prose', 'const text = "@compute is an attribute, fn a keyword"'],
  ['JavaScript', 'const text = `const fn = (a) => a;`'],
  ['GLSL', 'const text = `void main() { gl_Position = vec4(0.0); }`'],
  ['the template of another tag', `const f = tgpu.fn([], 0)\`${MAIN}\``],
])('%s is none', (_name, source) => {
  expect(found(source)).toEqual({ modules: [], literals: [] })
})

test('constants are filled in, and what is calculated of them', () => {
  const [module] = found(`
    const SIZE = 8, HALF = SIZE / 2, TYPE = 'f32'
    const main = /* wgsl */ \`@compute @workgroup_size(\${SIZE}, \${HALF * 2 - 1}) fn main() { let a: \${TYPE} = \${-0.5}; }\``).modules
  expect(module && textOf(module)).toBe('@compute @workgroup_size(8, 7) fn main() { let a: f32 = -0.5; }')
})

test('a module may be written line by line', () => {
  const lines = Array.from({ length: 60 }, (_, at) => `'const a${at} = 1;\\n'`)
  const [module] = found(`device.createShaderModule({ code: ${lines.join(' +\n')} })`).modules
  expect(module && textOf(module).split('\n')).toHaveLength(61)
})

test('a constant that is made of itself is not told', () => {
  expect(found('const a: string = `${b}`; const b = /* wgsl */ `fn f() {} ${a}${a}`').modules).toEqual([])
})

test('constants of the other files count', () => {
  const { modules } = found({
    'handler.ts': `import { SIZE as N } from './size'; const shader = \`@compute @workgroup_size(\${N}) fn main() {}\``,
    'size.ts': 'export const SIZE = 8 * 8',
  })
  expect(texts(modules)).toEqual(['@compute @workgroup_size(64) fn main() {}'])
})

test('what cannot be told is not checked, and has its colours', () => {
  const { modules, literals } = found(
    `const shader = (name: string) => /* wgsl */ \`@compute fn \${name}() {}\`; let size = 1; const b = \`\${size}${MAIN}\``,
  )
  expect(modules).toEqual([])
  expect(literals.length).toBe(1)
})

test('a part is looked at in the whole', () => {
  const source = `
    const common = /* wgsl */ \`@fragment fn part() -> @location(0) vec4f {
      return colour; }\`
    const whole = /* wgsl */ \`const colour = vec4f();\${common}\`
    device.createShaderModule({ code: whole })
    device.createShaderModule({ code: common + 'const colour = vec4f(1);' })`
  const [first, second, ...rest] = found(source).modules
  expect(rest).toEqual([])
  for (const module of [first, second]) {
    const text = module === undefined ? '' : textOf(module)
    const at = text.indexOf('return colour')
    const place = module && placeOf(module, at, at + 6)
    // It is marked where it is written.
    expect(source.slice(place?.start, place?.end)).toBe('return')
    expect(place?.start).toBe(source.indexOf('return colour'))
  }
})

test('a text that is put together in a way that is not known is left alone, and so is what it may be made of', () => {
  const kept = `const shaders = { a: \`${MAIN}\` }`
  expect(found(`${kept}; device.createShaderModule({ code: shaders.a })`).modules).toHaveLength(1)
  expect(found(`${kept}; device.createShaderModule({ code: head() + shaders.a })`).modules).toEqual([])
  expect(
    found(`${kept}; let code = ''; code += shaders.a; device.createShaderModule({ code })`).modules,
  ).toEqual([])
  expect(found(`import { take } from 'package'; take({ template: \`${MAIN}\` })`).modules).toEqual([])
  expect(
    found(`const a = \`${MAIN}\`; device.createShaderModule({ code: a.replace('main', 'b') })`).modules,
  ).toEqual([])
})

test('a .wgsl file is a module, or a part of what imports it', () => {
  const part = 'fn one() -> f32 {\n  return 1; }'
  const alone = found({
    'handler.ts': `import code from './a.wgsl'; device.createShaderModule({ code })`,
    'a.wgsl': part,
  })
  expect(texts(alone.modules)).toEqual([part])
  const { modules } = found({
    'handler.ts': `import a from './a.wgsl'; import b from './b.wgsl'; device.createShaderModule({ code: a + b })`,
    'a.wgsl': part,
    'b.wgsl': MAIN,
  })
  expect(texts(modules)).toEqual([part + MAIN])
  const [module] = modules
  expect(module && placeOf(module, part.indexOf('return'), part.indexOf('return') + 6)).toEqual({
    file: 'file:///demo/a.wgsl',
    start: part.indexOf('return'),
    end: part.indexOf('return') + 6,
  })
  expect(texts(found({ 'handler.ts': '', 'a.wgsl': MAIN, 'b.wgsl': part }).modules)).toEqual([MAIN])
})

test('a value is marked where it is put in', () => {
  const source = `const SIZE = 64; const TYPE = 'f3'; const a = /* wgsl */ \`@compute @workgroup_size(\${ SIZE }) fn main() { var b: \${TYPE}; }\``
  const [module] = found(source).modules
  const marked = (text: string): string => {
    const at = module === undefined ? -1 : textOf(module).indexOf(text)
    const place = module && placeOf(module, at, at + text.length)
    return source.slice(place?.start, place?.end)
  }
  expect(marked('64')).toBe('${ SIZE }')
  expect(marked('f3')).toBe('${TYPE}')
  expect(marked('(64)')).toBe('(${ SIZE })')
  expect(marked('compute')).toBe('compute')
})

const DEMOS = readdirSync('src/demos', { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
)

test('the modules of what ships with the site are all found', () => {
  const folders = new Set(DEMOS.map((path) => dirname(path)))
  const counts = [...folders].flatMap((folder) => {
    const paths = DEMOS.filter((path) => dirname(path) === folder)
    const files = paths.map((path) => [basename(path), readFileSync(`src/demos/${path}`, 'utf8')])
    const { length } = found(Object.fromEntries(files)).modules
    return length === 0 ? [] : [`${folder}: ${length}`]
  })
  expect(counts.sort()).toEqual([
    'life: 1',
    'mandelbrot: 1',
    'templates/canvas: 1',
    'templates/image-filter: 1',
  ])
})

test('code of a file that is not open is marked where it is put in', () => {
  const source = `import { common } from './common'; device.createShaderModule({ code: \`\${common} ${MAIN}\` })`
  const files = { 'handler.ts': source, 'common.ts': 'export const common = `const a =\n 1;`' }
  const [module, ...rest] = findWgsl(sourcesIn(files, ['handler.ts'])).modules
  expect(rest).toEqual([])
  const place = module && placeOf(module, 6, 7)
  expect(place?.file).toBe(HANDLER)
  expect(source.slice(place?.start, place?.end)).toBe('${common}')
})
