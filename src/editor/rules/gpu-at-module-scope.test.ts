import { expect, test } from 'vitest'
import { marked } from './check.fixture'
import { gpuAtModuleScope } from './gpu-at-module-scope'

const handler = (code: string) => `
import { pipeline } from '@huggingface/transformers'
import { InferenceSession } from 'onnxruntime-web'
import { GPU } from 'sublet'
const session = await InferenceSession.create('m.onnx')
const write = await pipeline('text-generation', 'sublet/stories')
const tell = GPU(async () => 1)
const adapter = await navigator.gpu.requestAdapter()
${code}
export { session, write, tell, adapter }
`

test.each(['await adapter?.requestDevice()', "await write('Once')", 'await session.run({})', 'await tell()'])(
  '%s: is refused at module scope, and fine in a function',
  (code) => {
    const call = code.replace('await ', '')
    expect(marked(gpuAtModuleScope, handler(code))).toEqual([call])
    expect(marked(gpuAtModuleScope, handler(`await (async () => ${code})()`))).toEqual([call])
    expect(marked(gpuAtModuleScope, handler(`export const later = async () => ${code}`))).toEqual([])
  },
)

test('a tokenizer is no model that runs', () => {
  expect(marked(gpuAtModuleScope, handler("write.tokenizer.encode('Once')"))).toEqual([])
})
