import { afterEach, expect, test, vi } from 'vitest'
import type { FromRunner } from '../protocol/runner'
import type { Frame } from './frame'
import { MESSAGES_AT_ONCE } from './message-budget'
import { type Runner, type RunnerListener, spawnRunner } from './runner'

afterEach(() => void vi.useRealTimers())

const FILES = {
  boot: async () => 'boot',
  modules: async () => ({ modules: {}, main: '#main', libraries: ['three'] }),
  library: async (library: string) => ({ [library]: 'code' }),
  wasm: async () => new Blob(),
}

const LOG: FromRunner = { type: 'log', level: 'info', text: 'x' }

/** A frame that spawns nothing; the test has the worker's end of the port, and says when the worker dies. */
async function setUp() {
  const inside = Promise.withResolvers<{ port: MessagePort; die(message: string): void }>()
  const kill = vi.fn(async () => undefined)
  const frame: Frame = {
    spawn: (_runner, _boot, port, die) => inside.resolve({ port, die }),
    compile: async () => undefined,
    give: vi.fn(),
    kill,
    close: () => undefined,
  }
  const spawned = spawnRunner('r1', frame, FILES)
  // Whoever awaits it is told; a test that looks elsewhere must not be met by an unhandled rejection.
  spawned.catch(() => undefined)
  const { port, die } = await inside.promise
  return { frame, kill, spawned, port, die }
}

async function setUpBooted() {
  const { spawned, port, ...rest } = await setUp()
  port.postMessage({ type: 'booted' })
  const runner = await spawned
  return { ...rest, port, runner, heard: listenTo(runner) }
}

function listenTo(runner: Runner) {
  const message = vi.fn<RunnerListener['message']>()
  const died = vi.fn<RunnerListener['died']>()
  runner.listen({ message, died })
  return { message, died }
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 20))

test('it is spawned with its modules, and is there when it has booted', async () => {
  const { spawned, port, kill } = await setUp()
  const modules = new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data)
  })
  expect(await modules).toEqual(await FILES.modules())
  port.postMessage({ type: 'booted' })
  expect((await spawned).id).toBe('r1')
  expect(kill).not.toHaveBeenCalled()
})

test('one that does not boot is given up after 30 s, typed, and ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { spawned, kill } = await setUp()
  await vi.advanceTimersByTimeAsync(29_900)
  expect(kill).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(100)
  await expect(spawned).rejects.toMatchObject({
    code: 'RunnerCrashed',
    figures: { waitedSeconds: 30 },
    wayOut: expect.stringContaining('reload'),
  })
  expect(kill).toHaveBeenCalledWith('r1')
})

test('one that dies while it boots is a typed error', async () => {
  const { spawned, die } = await setUp()
  die('a syntax error')
  await expect(spawned).rejects.toMatchObject({
    code: 'RunnerCrashed',
    message: 'The runner ended: a syntax error',
  })
})

test('what a dead runner still sends is dropped; its death is told once, also to who listens later', async () => {
  const { runner, port, die, heard } = await setUpBooted()
  port.postMessage(LOG)
  die('it threw')
  die('again')
  port.postMessage(LOG)
  await nextTask()
  expect(heard.message).not.toHaveBeenCalled()
  expect(heard.died).toHaveBeenCalledTimes(1)
  expect(listenTo(runner).died).toHaveBeenCalledWith(expect.objectContaining({ code: 'RunnerCrashed' }))
})

test('nothing is heard of one that was ended, and its death is no news', async () => {
  const { runner, port, die, kill, heard } = await setUpBooted()
  await runner.kill()
  port.postMessage(LOG)
  die('it was ended')
  await nextTask()
  expect(heard.message).not.toHaveBeenCalled()
  expect(heard.died).not.toHaveBeenCalled()
  expect(kill).toHaveBeenCalledTimes(1)
})

for (const [kind, message] of Object.entries({ valid: LOG, malformed: { type: 'nonsense' } })) {
  test(`a flood of ${kind} messages ends the runner with the numbers, and the rest is dropped`, async () => {
    const { port, kill, heard } = await setUpBooted()
    const died = new Promise((resolve) => heard.died.mockImplementation(resolve))
    for (let sent = 0; sent < 3 * MESSAGES_AT_ONCE; sent++) port.postMessage(message)
    expect(await died).toMatchObject({
      code: 'RunnerCrashed',
      figures: { messagesAtOnce: MESSAGES_AT_ONCE },
      wayOut: expect.stringContaining('less often'),
    })
    expect(kill).toHaveBeenCalledTimes(1)
    const told = heard.message.mock.calls.length
    await nextTask()
    expect(heard.message).toHaveBeenCalledTimes(told)
    expect(heard.died).toHaveBeenCalledTimes(1)
  })
}

test('calls in a row may each bring a burst', async () => {
  const { runner, port, heard } = await setUpBooted()
  for (const call of ['1', '2']) {
    runner.post({ type: 'call', call, inputs: [], canvases: [] })
    for (let sent = 0; sent < 0.8 * MESSAGES_AT_ONCE; sent++) port.postMessage(LOG)
    port.postMessage({ type: 'returned', call, outputs: [], skipped: [] })
    await vi.waitFor(
      () =>
        expect(heard.message).toHaveBeenLastCalledWith(expect.objectContaining({ type: 'returned', call })),
      5000,
    )
  }
  expect(heard.died).not.toHaveBeenCalled()
})

test('1,000 steps as fast as they go, with a log line and a yield each, are no flood', async () => {
  const { port, heard } = await setUpBooted()
  for (let step = 0; step < 1000; step++) {
    port.postMessage(LOG)
    port.postMessage({ type: 'yield', call: '1', outputs: [step], skipped: [] })
  }
  await vi.waitFor(() => expect(heard.message).toHaveBeenCalledTimes(2000))
  expect(heard.died).not.toHaveBeenCalled()
})

test('malformed messages are told of by the first, the tenth, the hundredth', async () => {
  const { port, heard } = await setUpBooted()
  for (let sent = 0; sent < 500; sent++) port.postMessage({ type: 'nonsense' })
  port.postMessage(LOG)
  await vi.waitFor(() => expect(heard.message).toHaveBeenCalledWith(LOG))
  const texts = heard.message.mock.calls.flatMap(([message]) => ('text' in message ? [message.text] : []))
  expect(texts).toEqual([
    expect.stringMatching(/^dropped a message/),
    expect.stringMatching(/^dropped 10 messages/),
    expect.stringMatching(/^dropped 100 messages/),
    'x',
  ])
})
