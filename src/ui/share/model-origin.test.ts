import { expect, test } from 'vitest'
import { modelOrigin } from './model-origin'

test.each([
  ['digits', 'digits', 'site'],
  ['models/digits/onnx/model.onnx', 'digits', 'site'],
  ['/models/digits', 'digits', 'site'],
  ['sublet/stories', 'stories', 'site'],
  ['org/name', 'org/name', 'hub'],
  ['hf:org/name@main:q4', 'org/name', 'hub'],
  ['hf:org/name/onnx/model.onnx', 'org/name', 'hub'],
  ['https://huggingface.co/org/name/resolve/main/onnx/model.onnx', 'org/name', 'hub'],
  ['https://example.com/a/model.onnx?x=1', 'example.com/a/model.onnx', 'elsewhere'],
  ['local:folder/model.onnx', 'folder/model.onnx', 'dropped'],
])('%s is %s, from %s', (named, name, from) => {
  expect(modelOrigin(named)).toEqual({ name, from })
})
