import { expect, test } from 'vitest'
import { modelUrl } from './site'

test('a model is a path of this site or an http(s) URL', () => {
  expect(modelUrl('models/digits/onnx/model.onnx')).toBe(
    new URL('models/digits/onnx/model.onnx', document.baseURI).href,
  )
  expect(modelUrl('https://hub.test/a/model.onnx')).toBe('https://hub.test/a/model.onnx')
})

test.each([
  ['/models/digits/onnx/model.onnx', 'models/digits/onnx/model.onnx'],
  ['./models/digits/onnx/model.onnx', 'models/digits/onnx/model.onnx'],
  ['https://huggingface.co/sublet/digits/resolve/main/onnx/model.onnx', 'models/digits/onnx/model.onnx'],
  ['https://huggingface.co/sublet/digits/resolve/v1/a/b.onnx_data?x=1', 'models/digits/a/b.onnx_data'],
  ['hf:sublet/digits', 'models/digits/onnx/model.onnx'],
  ['hf:sublet/digits:q4f16', 'models/digits/onnx/model_q4f16.onnx'],
  ['hf:sublet/digits:q8', 'models/digits/onnx/model_quantized.onnx'],
  ['hf:sublet/digits@main:fp32', 'models/digits/onnx/model.onnx'],
  ['hf:sublet/digits/onnx/decoder.onnx', 'models/digits/onnx/decoder.onnx'],
])('%s is a model of this site', (name, path) => {
  expect(modelUrl(name)).toBe(new URL(path, document.baseURI).href)
})

test.each([
  'hf:org/sublet:q4',
  'hf:sublets/digits',
  'https://huggingface.co/sublets/digits/resolve/main/onnx/model.onnx',
  'https://huggingface.co/org/sublet/resolve/main/onnx/model.onnx',
  'https://example.org/sublet/digits/resolve/main/onnx/model.onnx',
  'local:sublet/digits.onnx',
])('%s is not', (name) => {
  expect(modelUrl(name)).toBe(name)
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
