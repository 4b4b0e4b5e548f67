import { AutoConfig, env, LogLevel, pipeline } from '@huggingface/transformers'
import { GPU, Interface, JSON, Markdown, Textbox } from 'sublet'

env.allowLocalModels = true
env.localModelPath = 'models/'
env.allowRemoteModels = false
env.logLevel = LogLevel.WARNING
if (env.backends.onnx.wasm) env.backends.onnx.wasm.numThreads = 1

const config = await AutoConfig.from_pretrained('sublet/stories')
const generator = await pipeline('text-generation', 'sublet/stories', {
  revision: 'main',
  dtype: 'q4',
  device: 'wasm',
  session_options: { graphOptimizationLevel: 'all', logSeverityLevel: 3 },
})

const tell = GPU({ duration: 30 }, async (opening: string) => {
  const [first] = await generator(opening, { max_new_tokens: 40, return_full_text: false })
  return `${first.generated_text}`
})

export default Interface({
  title: 'A model of this site',
  inputs: [Textbox({ label: 'Opening', value: 'Once upon a time' })],
  outputs: [Markdown(), JSON({ label: 'Configuration' })],
  fn: async (opening) => [await tell(opening), { model: config.model_type, version: env.version }],
})
