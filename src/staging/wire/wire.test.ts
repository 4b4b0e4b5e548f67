import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countValue, readFields, readText, varintValue } from './read'
import { createByteSource } from './stream'
import { concat, fieldBytes, numberField, textField, varint } from './write'

test('every number up to 2^53 - 1 comes back', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(varintValue(varint(value))).toBe(value)
      expect(countValue(varint(value))).toBe(value)
    }),
  )
})

test('fields come back as they were written, and copied they are the same bytes', () => {
  const field = fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 0x1fffffff }), fc.maxSafeNat())
      .map(([n, value]) => numberField(n, value)),
    fc
      .tuple(fc.integer({ min: 1, max: 5000 }), fc.string({ unit: 'grapheme' }))
      .map(([n, text]) => textField(n, text)),
  )
  fc.assert(
    fc.property(fc.array(field), (written) => {
      const bytes = concat(written)
      expect([...readFields(bytes, 0)].map(fieldBytes)).toEqual(written)
    }),
  )
})

test('a name keeps a byte order mark: it is part of it', () => {
  const [field] = readFields(textField(1, '\uFEFFw'), 0)
  expect(field && readText(field)).toBe('\uFEFFw')
})

test('hostile bytes end in an answer: fields or ModelCorrupt', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        expect(
          concat([...readFields(new Uint8Array(bytes), 0)].map((field) => field.payload)).length,
        ).toBeLessThan(65)
      } catch (cause) {
        expect(cause).toMatchObject({ code: 'ModelCorrupt' })
      }
    }),
  )
})

test('a chunk behind the byte that is wanted is a mistake of the caller, and so is an end before it', () => {
  const source = createByteSource(1000)
  expect(() => source.feed(Uint8Array.of(1), 1)).toThrow('byte 0 is wanted')
  expect(() => source.finish(1)).toThrow('byte 0 of 1 is wanted')
})

test('what is skipped need not come', () => {
  const source = createByteSource(1000)
  source.stream.skip(5_000_000_000)
  source.feed(Uint8Array.of(1, 2, 3), 4_999_999_999)
  expect(source.stream.take(2).next()).toEqual({ done: true, value: Uint8Array.of(2, 3) })
})

test('empty fields are held too: a file of nothing else does not fill the memory', () => {
  const source = createByteSource(6400)
  const fields = concat(Array(1000).fill(textField(500, '')))
  source.feed(fields, 0)
  const read = (): void => {
    for (;;) {
      const tag = source.stream.tag(fields.length).next()
      if (tag.done === true) source.stream.field(tag.value, fields.length).next()
    }
  }
  expect(read).toThrow(expect.objectContaining({ code: 'ModelUnsupported' }))
  expect(source.stream.position()).toBeLessThan(101 * 4)
})
