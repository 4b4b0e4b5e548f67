import { AutoModelForCausalLM, AutoTokenizer, type Tensor } from '@huggingface/transformers'
import { GPU, Interface, Textbox } from 'sublet'

const MODEL = 'HuggingFaceTB/SmolLM2-135M-Instruct'
const tokenizer = await AutoTokenizer.from_pretrained(MODEL)
const adapter = await navigator.gpu?.requestAdapter()
const model = await AutoModelForCausalLM.from_pretrained(MODEL, {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: 'q4',
})

const complete = GPU({ duration: 30 }, async (prompt: string) => {
  const inputs = tokenizer.apply_chat_template([{ role: 'user', content: prompt }], {
    add_generation_prompt: true,
    return_dict: true,
  })
  const { past_key_values, sequences } = (await model.generate({
    ...(inputs as object),
    max_new_tokens: 64,
    return_dict_in_generate: true,
  })) as { past_key_values: { dispose(): void }; sequences: Tensor }
  past_key_values.dispose()
  return tokenizer.batch_decode(sequences, { skip_special_tokens: true })[0]
})

export default Interface({
  title: 'Model and tokenizer by hand',
  inputs: [Textbox({ label: 'Prompt' })],
  outputs: [Textbox({ label: 'Answer' })],
  fn: complete,
})
