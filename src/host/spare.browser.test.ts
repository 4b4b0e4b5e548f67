import { expect, test, vi } from 'vitest'
import { SubletError } from '../protocol/errors'
import type { Runner, RunnerListener } from './runner'
import { createSpare } from './spare'

function fakeRunner(id: string) {
  const kill = vi.fn(async () => undefined)
  let listener: RunnerListener | undefined
  const runner: Runner = {
    id,
    kill,
    post: () => undefined,
    give: () => undefined,
    listen: (next) => {
      listener = next
    },
  }
  return { ...runner, die: () => listener?.died(new SubletError('RunnerCrashed', 'its frame was lost')) }
}

/** Rejections that nobody handled are told after the task. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))

function setUp() {
  let spawned = 0
  const spawn = vi.fn(async (): Promise<Runner> => fakeRunner(`${++spawned}`))
  return { spawn, spare: createSpare(spawn) }
}

test('one spare is kept: it is made once, and replaced when it is taken', async () => {
  const { spawn, spare } = setUp()
  spare.prepare()
  spare.prepare()
  expect(spawn).toHaveBeenCalledTimes(1)
  expect((await spare.take()).id).toBe('1')
  expect(spawn).toHaveBeenCalledTimes(2)
})

test('without a spare a runner is made for whoever takes one', async () => {
  const { spawn, spare } = setUp()
  expect((await spare.take()).id).toBe('1')
  expect(spawn).toHaveBeenCalledTimes(2)
})

test('a spare that still boots is taken all the same, and by one only', async () => {
  const { spawn, spare } = setUp()
  const booted = Promise.withResolvers<Runner>()
  spawn.mockReturnValueOnce(booted.promise)
  spare.prepare()
  const [one, two] = [spare.take(), spare.take()]
  booted.resolve(fakeRunner('slow'))
  expect((await one).id).toBe('slow')
  expect((await two).id).not.toBe('slow')
})

test('a spare that failed is forgotten', async () => {
  const { spawn, spare } = setUp()
  spawn.mockRejectedValueOnce(new Error('no boot code'))
  spare.prepare()
  await nextTask()
  expect((await spare.take()).id).toBe('1')
})

test('a spare that died in waiting is not handed out', async () => {
  const { spawn, spare } = setUp()
  const doomed = fakeRunner('doomed')
  spawn.mockResolvedValueOnce(doomed)
  spare.prepare()
  await nextTask()
  doomed.die()
  expect((await spare.take()).id).toBe('1')
})

test('close ends the spare, and none is made again', async () => {
  const { spawn, spare } = setUp()
  const runner = fakeRunner('a')
  spawn.mockResolvedValueOnce(runner)
  spare.prepare()
  spare.close()
  spare.close()
  await nextTask()
  expect(runner.kill).toHaveBeenCalledTimes(1)
  spare.prepare()
  expect(spawn).toHaveBeenCalledTimes(1)
})

test('a spare that fails after close is no unhandled rejection', async () => {
  const { spawn, spare } = setUp()
  const unhandled = vi.fn()
  addEventListener('unhandledrejection', unhandled)
  const booted = Promise.withResolvers<Runner>()
  spawn.mockReturnValueOnce(booted.promise)
  spare.prepare()
  spare.close()
  booted.reject(new Error('too late'))
  await nextTask()
  removeEventListener('unhandledrejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})
