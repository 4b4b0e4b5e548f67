import { expect, test, vi } from 'vitest'
import { type Attachment, type AttachTarget, createAttachments } from './attachments'

function fakeAttachment(bytes = 1, failure?: Error) {
  return {
    pending: () => bytes,
    attach: vi.fn(async () => {
      if (failure !== undefined) throw failure
    }),
    cool: vi.fn(async () => undefined),
    drop: vi.fn(async () => undefined),
  } satisfies Attachment
}

/** Nothing of it is used by a fake. */
const TARGET: AttachTarget = Reflect.apply(Object, undefined, [{}])

function setUp(target?: AttachTarget) {
  const settle = vi.fn(async () => undefined)
  return { settle, attachments: createAttachments(() => target, settle) }
}

test('outside a lease it waits for the next one', async () => {
  const { attachments } = setUp()
  const [one, two] = [fakeAttachment(1), fakeAttachment(2)]
  await attachments.add(one)
  await attachments.add(two)
  expect([attachments.pending(), one.attach.mock.calls.length]).toEqual([3, 0])
  await attachments.attachAll(TARGET)
  expect(one.attach).toHaveBeenCalledExactlyOnceWith(TARGET)
  expect(two.attach).toHaveBeenCalledExactlyOnceWith(TARGET)
})

test('inside a lease it is attached at once', async () => {
  const { attachments } = setUp(TARGET)
  const one = fakeAttachment()
  await attachments.add(one)
  expect(one.attach).toHaveBeenCalledExactlyOnceWith(TARGET)
})

test('one that cannot be attached leaves nothing behind', async () => {
  const { attachments } = setUp(TARGET)
  const bad = fakeAttachment(8, new Error('no room'))
  await expect(attachments.add(bad)).rejects.toThrow('no room')
  expect(bad.drop).toHaveBeenCalledExactlyOnceWith(false)
  expect(attachments.pending()).toBe(0)
})

test('one that is removed is freed for real, once', async () => {
  const { attachments, settle } = setUp()
  const [gone, kept] = [fakeAttachment(1), fakeAttachment(2)]
  await attachments.add(gone)
  await attachments.add(kept)
  await attachments.remove(gone)
  await attachments.remove(gone)
  expect(gone.drop).toHaveBeenCalledExactlyOnceWith(false)
  expect([settle.mock.calls.length, attachments.pending()]).toEqual([1, 2])
  await attachments.coolAll()
  expect([gone.cool.mock.calls.length, kept.cool.mock.calls.length]).toEqual([0, 1])
})

test('what is removed while others attach is not attached, and what is added then is', async () => {
  const { attachments } = setUp()
  const [first, gone, late] = [fakeAttachment(), fakeAttachment(), fakeAttachment()]
  await attachments.add(first)
  await attachments.add(gone)
  first.attach.mockImplementationOnce(async () => {
    await attachments.remove(gone)
    await attachments.add(late)
  })
  await attachments.attachAll(TARGET)
  expect([gone.attach.mock.calls.length, late.attach.mock.calls.length]).toEqual([0, 1])
})
