import { expect, test } from 'vitest'
import { modelUrl } from './site'

test('a model is a path of this site or an http(s) URL', () => {
  expect(modelUrl('models/digits/onnx/model.onnx')).toBe(
    new URL('models/digits/onnx/model.onnx', document.baseURI).href,
  )
  expect(modelUrl('https://hub.test/a/model.onnx')).toBe('https://hub.test/a/model.onnx')
})

test.each([
  'data:application/octet-stream,x',
  'blob:https://hub.test/1',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://',
])('%s is no model', (path) => {
  expect(() => modelUrl(path)).toThrowError(expect.objectContaining({ code: 'ModelNotFound' }))
})
