import { expect, test, vi } from 'vitest'
import { SubletError } from '../protocol/errors'
import type { Frame, openFrame } from './frame'
import { createFrames, frameUrls } from './frames'

const HERE = 'https://here.test/some/sandbox.html'
const THERE = 'https://there.test/some/sandbox.html'

function setUp(urls = [THERE, HERE], refused: readonly string[] = []) {
  const opened: { url: string | undefined; lose(): void; close: Frame['close'] }[] = []
  const open = vi.fn<typeof openFrame>(async ({ url, onLost } = {}) => {
    if (url !== undefined && refused.includes(url)) throw new SubletError('RunnerCrashed', `${url} is silent`)
    const close = vi.fn()
    opened.push({ url, lose: () => onLost?.(), close })
    return {
      spawn: () => undefined,
      compile: async () => undefined,
      give: () => undefined,
      kill: async () => undefined,
      close,
    }
  })
  return { opened, open, frames: createFrames(urls, open) }
}

test('one frame is opened, however many ask', async () => {
  const { frames, opened } = setUp()
  const [one, two] = await Promise.all([frames.current(), frames.current()])
  expect(one).toBe(two)
  expect(opened.map(({ url }) => url)).toEqual([THERE])
})

test('an origin that does not answer is passed over, and not asked again', async () => {
  const report = vi.spyOn(window, 'reportError').mockImplementation(() => undefined)
  const { frames, opened, open } = setUp([THERE, HERE], [THERE])
  await frames.current()
  opened[0]?.lose()
  await frames.current()
  expect(open.mock.calls.map(([options]) => options?.url)).toEqual([THERE, HERE, HERE])
  expect(report).toHaveBeenCalledTimes(1)
  expect(report).toHaveBeenCalledWith(expect.objectContaining({ message: `${THERE} is silent` }))
  report.mockRestore()
})

test('when the last origin does not answer, whoever asked is told; the next one tries it anew', async () => {
  const { frames, open } = setUp([HERE], [HERE])
  await expect(frames.current()).rejects.toMatchObject({ code: 'RunnerCrashed' })
  await expect(frames.current()).rejects.toMatchObject({ code: 'RunnerCrashed' })
  expect(open).toHaveBeenCalledTimes(2)
})

test('a frame that was lost has a successor', async () => {
  const { frames, opened } = setUp()
  const first = await frames.current()
  opened[0]?.lose()
  expect(await frames.current()).not.toBe(first)
  expect(opened).toHaveLength(2)
})

test('close ends the frame, also one that is still being opened', async () => {
  const { frames, opened } = setUp()
  const opening = frames.current()
  frames.close()
  frames.close()
  await opening
  await vi.waitFor(() => expect(opened[0]?.close).toHaveBeenCalledTimes(1))
  await expect(frames.current()).rejects.toThrow('closed')
})

test('the frame is looked for on the other origins of the setting first, and on the own one at last', () => {
  expect(frameUrls(HERE, [])).toEqual([HERE])
  expect(frameUrls(HERE, ['https://here.test', 'https://there.test'])).toEqual([THERE, HERE])
  // Whichever of the two the visitor opened.
  expect(frameUrls(THERE, ['https://here.test', 'https://there.test'])).toEqual([HERE, THERE])
})
