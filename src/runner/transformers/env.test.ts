import { expect, test, vi } from 'vitest'
import { keepSettings } from './env'

/** As the library has it in a runner. */
function setUp() {
  const env = {
    remoteHost: 'https://huggingface.co/',
    remotePathTemplate: '{model}/resolve/{revision}/',
    allowLocalModels: false,
    useBrowserCache: false,
    useFSCache: false,
    cacheDir: null,
    useFS: false,
    useWasmCache: false,
    experimental_useCrossOriginStorage: false,
  }
  const warn = vi.fn()
  keepSettings(env, warn)
  return { env, warn }
}

test.each([
  ['remoteHost', 'https://elsewhere.example/'],
  ['remotePathTemplate', '{model}/'],
  ['useBrowserCache', true],
  ['useFSCache', true],
  ['cacheDir', '/tmp'],
  ['useFS', true],
  ['useWasmCache', true],
  ['experimental_useCrossOriginStorage', true],
])('env.%s stays as it is, with a warning that says why', (name, wanted) => {
  const { env, warn } = setUp()
  const before: unknown = Reflect.get(env, name)
  Reflect.set(env, name, wanted)
  expect(Reflect.get(env, name)).toBe(before)
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`env.${name} has no effect here: `))
})

test('to ask for what is anyway is no reason to warn, and other settings work', () => {
  const { env, warn } = setUp()
  env.useBrowserCache = false
  env.remoteHost = 'https://huggingface.co/'
  env.allowLocalModels = true
  expect(env.allowLocalModels).toBe(true)
  expect(warn).not.toHaveBeenCalled()
})

test('the settings are still there for whoever lists them', () => {
  expect(Object.keys(setUp().env)).toContain('remoteHost')
})
