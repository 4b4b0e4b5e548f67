import { expect, test } from 'vitest'
import { frameStorage, storageError } from './frame-storage'

const locks = { request: async () => undefined }
const refusing = (name: string) => ({
  request: async () => {
    throw new DOMException('no', name)
  },
})

test.each([
  ['granted', true],
  ['partitioned', false],
] as const)('%s, by what the browser says of the frame', async (storage, has) => {
  expect(await frameStorage({ locks, hasStorageAccess: async () => has })).toBe(storage)
})

test('a browser that does not tell, and a page that is told otherwise, count as granted', async () => {
  expect(await frameStorage({ locks, hasStorageAccess: undefined })).toBe('granted')
  expect(await frameStorage({ locks: undefined, hasStorageAccess: undefined })).toBe('granted')
})

test('blocked where Web Locks are refused; another failure is none of its own', async () => {
  const asked = { hasStorageAccess: async () => false }
  expect(await frameStorage({ ...asked, locks: refusing('SecurityError') })).toBe('blocked')
  await expect(frameStorage({ ...asked, locks: refusing('AbortError') })).rejects.toThrow('no')
})

test('the error says what is missing, why the demo did not start, and where it does', () => {
  const { code, message, wayOut } = storageError('partitioned', 'query() is not allowed')
  expect(code).toBe('GpuUnavailable')
  expect(message).toMatch(/too little storage.*GPU\.\nquery\(\) is not allowed$/s)
  expect(storageError('blocked').message).toContain('no storage')
  expect(wayOut).toContain('in a tab of its own')
})
