import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { FRAME_PROTOCOL } from '../protocol/frame'
import { type Frame, type FrameOptions, openFrame } from './frame'
import { framePage, realFramePage, scriptedFramePage } from './frame.fixture'

afterEach(() => void vi.useRealTimers())

const frames = (): number => document.querySelectorAll('iframe[title="Sublet runners"]').length

async function open(url: string, options: FrameOptions = {}): Promise<Frame> {
  const frame = await openFrame({ url, ...options })
  onTestFinished(frame.close)
  return frame
}

/** Boot code that answers each message over its port with `answer`, an expression of `data`. */
const echo = (answer: string): string =>
  `addEventListener('message', ({ data: { port, wasm } }) => {
    if (port === undefined) return (self.wasm = wasm)
    port.onmessage = ({ data }) => port.postMessage(${answer})
    port.postMessage('up')
  })`

/** Spawns a worker; `ask` posts to it and resolves with its next message. */
async function spawn(frame: Frame, runner: string, boot: string, died = vi.fn()) {
  const { port1, port2 } = new MessageChannel()
  const next = () =>
    new Promise<unknown>((resolve) =>
      port1.addEventListener('message', ({ data }) => resolve(data), { once: true }),
    )
  port1.start()
  const up = next()
  frame.spawn(runner, boot, port2, died)
  await up
  return {
    died,
    ask(question: unknown) {
      const answer = next()
      port1.postMessage(question)
      return answer
    },
  }
}

test('it spawns workers that talk over the port they were given, and ends them', async () => {
  const frame = await open(realFramePage())
  const worker = await spawn(frame, 'a', echo(`[data, self.origin, self.name]`))
  expect(await worker.ask('hello')).toEqual(['hello', 'null', 'a'])
  await frame.kill('a')
  await frame.kill('a')
  expect(worker.died).not.toHaveBeenCalled()
})

test('a worker that throws where nothing catches it is reported, and the frame goes on', async () => {
  const frame = await open(realFramePage())
  const died = Promise.withResolvers<string>()
  const worker = await spawn(
    frame,
    'a',
    echo(`(() => { throw new Error('no ' + data) })()`),
    vi.fn(died.resolve),
  )
  void worker.ask('way')
  expect(await died.promise).toContain('no way')
  const other = await spawn(frame, 'b', echo('data'))
  expect(await other.ask(1)).toBe(1)
})

test('the wasm is loaded and compiled once, and each worker is given the module', async () => {
  const frame = await open(realFramePage())
  const load = vi.fn(async () => new Blob([new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])]))
  await Promise.all([frame.compile(load), frame.compile(load)])
  expect(load).toHaveBeenCalledTimes(1)
  for (const runner of ['a', 'b']) {
    const worker = await spawn(frame, runner, echo('self.wasm instanceof WebAssembly.Module'))
    expect(await worker.ask('?')).toBe(false)
    frame.give(runner)
    await vi.waitFor(async () => expect(await worker.ask('?')).toBe(true))
  }
})

test('what does not compile is a typed error, and the next one is tried', async () => {
  const frame = await open(realFramePage())
  await expect(frame.compile(async () => new Blob(['no wasm']))).rejects.toMatchObject({
    code: 'RunnerCrashed',
    message: expect.stringContaining('did not compile'),
  })
  await expect(
    frame.compile(async () => {
      throw new Error('offline')
    }),
  ).rejects.toThrow('offline')
  await frame.compile(async () => new Blob([new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])]))
})

test('a frame of another version is refused, typed, with both numbers', async () => {
  const url = scriptedFramePage('() => undefined', `{ type: 'refused', protocol: 99 }`)
  await expect(openFrame({ url })).rejects.toMatchObject({
    code: 'ProtocolMismatch',
    figures: { frameProtocol: 99, pageProtocol: FRAME_PROTOCOL },
  })
  expect(frames()).toBe(0)
})

test('a page that does not answer is given up, typed, with a way out', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const opening = openFrame({ url: framePage('') })
  const refused = expect(opening).rejects.toMatchObject({
    code: 'RunnerCrashed',
    figures: { waitedSeconds: 10 },
    wayOut: expect.stringContaining('Reload'),
  })
  await vi.advanceTimersByTimeAsync(10_000)
  await refused
  expect(frames()).toBe(0)
})

test('an end that is not confirmed within 2 s means that the frame is gone, and all its workers with it', async () => {
  const onLost = vi.fn()
  const frame = await open(scriptedFramePage(`() => undefined`), { onLost })
  const died = vi.fn(() => expect(onLost).toHaveBeenCalledTimes(1))
  frame.spawn('a', '', new MessageChannel().port2, vi.fn())
  frame.spawn('b', '', new MessageChannel().port2, died)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const killed = frame.kill('a')
  await vi.advanceTimersByTimeAsync(1_999)
  expect(onLost).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await killed
  expect(onLost).toHaveBeenCalledTimes(1)
  expect(died).toHaveBeenCalledTimes(1)
  expect(frames()).toBe(0)
})

test('a worker that is spawned in a frame that was lost is reported dead', async () => {
  const frame = await open(realFramePage())
  frame.close()
  frame.close()
  const died = Promise.withResolvers<string>()
  frame.spawn('late', '', new MessageChannel().port2, died.resolve)
  expect(await died.promise).toContain('gone')
  await expect(frame.compile(async () => new Blob())).rejects.toMatchObject({ code: 'RunnerCrashed' })
})

test('a frame that talks nonsense once it is up is taken for lost', async () => {
  const lost = Promise.withResolvers<void>()
  const frame = await open(scriptedFramePage(`() => ({ type: 'nonsense' })`), { onLost: lost.resolve })
  frame.spawn('a', '', new MessageChannel().port2, vi.fn())
  await lost.promise
  expect(frames()).toBe(0)
})

test('the frame serves its parent only', async () => {
  const element = document.createElement('iframe')
  element.src = realFramePage()
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve))
  document.body.append(element)
  onTestFinished(() => element.remove())
  await loaded
  const answers: string[] = []
  const hello = (from: Window, name: string, more: MessagePort[] = []): void => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => answers.push(`${name} ${data.type}`)
    const message = { type: 'hello', protocol: FRAME_PROTOCOL, port: port2, more }
    // `source` is the window in which the function was made that posts.
    const post = Reflect.get(from, 'Function')(
      'target',
      'message',
      'ports',
      `target.postMessage(message, '*', ports)`,
    )
    post(element.contentWindow, message, [port2, ...more])
  }
  const stranger = document.createElement('iframe')
  document.body.append(stranger)
  onTestFinished(() => stranger.remove())
  if (stranger.contentWindow === null) throw new Error('no window')
  hello(stranger.contentWindow, 'stranger')
  hello(window, 'two ports', [new MessageChannel().port2])
  hello(window, 'parent')
  hello(window, 'parent again')
  await vi.waitFor(() => expect(answers).toContain('parent ready'))
  expect(answers).toEqual(['parent ready'])
})
