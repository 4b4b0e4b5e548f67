import { describe, expect, test } from 'vitest'
import { createCall, hubSource, nameModel } from './naming'

const SITE = 'https://me.example/some/where/'

describe('a model is called by the parts of its source that tell it from others', () => {
  test.each([
    [`${SITE}models/digits/onnx/model.onnx`, 'digits', 'onnx/model.onnx'],
    ['https://x.example/a/mobilenet/onnx/model_q4.onnx', 'mobilenet', 'onnx/model_q4.onnx'],
    ['https://x.example/squeezenet%201.onnx?token=1', 'squeezenet 1.onnx', ''],
    ['https://x.example/model.onnx', '/model.onnx', ''],
    ['local:folder/model.onnx', 'folder/model.onnx', ''],
    ['https://huggingface.co/org/name/resolve/main/onnx/model_q4f16.onnx', 'org/name', 'q4f16'],
    [
      'https://huggingface.co/org/name/resolve/v1.0/onnx/decoder.onnx',
      'org/name',
      'onnx/decoder.onnx @ v1.0',
    ],
    ['https://mirror.example/hub/org/name/resolve/main/onnx/model.onnx', 'org/name', 'fp32'],
    ['https://x.example/100%.onnx', '100%.onnx', ''],
  ])('%s', (source, name, variant) => {
    expect(nameModel(source, SITE)).toMatchObject({ name, variant })
  })
})

describe('a handler names it', () => {
  test.each([
    [
      'by its path when it is of this site',
      `${SITE}models/digits/onnx/model.onnx`,
      'models/digits/onnx/model.onnx',
    ],
    [
      'by its hub id, with the data type of its file',
      'https://huggingface.co/org/name/resolve/main/onnx/model_quantized.onnx',
      'hf:org/name:q8',
    ],
    [
      'by its hub id and path when the file is none of those',
      'https://huggingface.co/org/name/resolve/refs%2Fpr%2F1/onnx/decoder.onnx',
      'hf:org/name@refs%2Fpr%2F1/onnx/decoder.onnx',
    ],
    [
      'by its URL on another server, which may not be the hub that is set',
      'https://mirror.example/org/name/resolve/main/onnx/model.onnx',
      'https://mirror.example/org/name/resolve/main/onnx/model.onnx',
    ],
    ['by local: when it was dropped', 'local:m.onnx', 'local:m.onnx'],
  ])('%s', (_, source, inHandler) => {
    expect(nameModel(source, SITE).inHandler).toBe(inHandler)
  })

  test('in a string literal that its own quotes do not end', () => {
    expect(createCall(nameModel("local:it's.onnx", SITE))).toBe(
      "InferenceSession.create('local:it\\'s.onnx')",
    )
  })
})

test.each([
  [['org/name', '', 'q4'], 'hf:org/name:q4'],
  [['org/name', 'refs/pr/1', 'fp32'], 'hf:org/name@refs%2Fpr%2F1:fp32'],
  [['name', '', 'q4'], undefined],
  [['org/name/onnx', '', 'q4'], undefined],
  [['https://huggingface.co/org/name', '', 'q4'], undefined],
] as const)('what was typed, %j, asks the hub for %s', ([id, revision, dtype], source) => {
  expect(hubSource(id, revision, dtype)).toBe(source)
})
