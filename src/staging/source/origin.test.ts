import { describe, expect, test } from 'vitest'
import { DEFAULT_HUB } from './hub'
import { droppedUrl, localKey, originOf, sourceKey } from './origin'

test.each([
  ['https://example.org/a/../m.onnx#part', 'https://example.org/m.onnx'],
  ['HTTP://Example.org/m.onnx?x=1', 'http://example.org/m.onnx?x=1'],
  ['local:folder/my model.onnx', 'local:folder/my model.onnx'],
])('the key of %s', (source, key) => {
  expect(sourceKey(source, DEFAULT_HUB)).toBe(key)
})

test.each([
  'models/digits/model.onnx',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  'data:,x',
  'https://dropped.invalid/m.onnx',
  'https:/dropped.invalid/m.onnx',
  'https://DROPPED.invalid/m.onnx',
  '',
])('"%s" is no source', (source) => {
  expect(() => sourceKey(source, DEFAULT_HUB)).toThrow(expect.objectContaining({ code: 'ModelNotFound' }))
})

test.each([
  [
    'https://huggingface.co/org/name/resolve/main/m.onnx',
    'http://mirror.test/hf/org/name/resolve/main/m.onnx',
  ],
  ['hf:org/name', 'http://mirror.test/hf/org/name/resolve/main/onnx/model.onnx'],
  ['http://mirror.test/hf/org/name/m.onnx', 'http://mirror.test/hf/org/name/m.onnx'],
  ['https://huggingface.co.evil.test/m.onnx', 'https://huggingface.co.evil.test/m.onnx'],
  ['http://huggingface.co/m.onnx', 'http://huggingface.co/m.onnx'],
])("the hub's own address stands for the hub of the visitor: %s", (source, key) => {
  expect(sourceKey(source, { base: 'http://mirror.test/hf' })).toBe(key)
})

test('a key is the key of itself, also on a hub that lies below the other', () => {
  const hub = { base: 'https://huggingface.co/mirror' }
  const key = sourceKey('https://huggingface.co/org/name/resolve/main/m.onnx', hub)
  expect(key).toBe('https://huggingface.co/mirror/org/name/resolve/main/m.onnx')
  expect(sourceKey(key, hub)).toBe(key)
})

describe('a model file has the name that its external data is relative to', () => {
  test.each([
    ['https://example.org/m/my%20model.onnx?token=1', 'my model.onnx', true],
    ['https://example.org/m/100%.onnx', '100%.onnx', true],
    ['local:folder/my model.onnx', 'my model.onnx', false],
    ['local:100%.onnx', '100%.onnx', false],
    ['local:a#b?c.onnx', 'a#b?c.onnx', false],
  ])('%s', (source, path, lasting) => {
    expect(originOf(source)).toMatchObject({ path, lasting })
  })
})

test.each([
  ['/folder/model.onnx', 'https://dropped.invalid/folder/model.onnx'],
  ['//evil.example/model.onnx', 'https://dropped.invalid/evil.example/model.onnx'],
  ['../../model.onnx', 'https://dropped.invalid/model.onnx'],
  ['модель.onnx', 'https://dropped.invalid/%D0%BC%D0%BE%D0%B4%D0%B5%D0%BB%D1%8C.onnx'],
])('a dropped file %s is asked for where no network is', (path, url) => {
  expect(droppedUrl(path)).toBe(url)
  expect(originOf(localKey(path)).url).toBe(url)
})
