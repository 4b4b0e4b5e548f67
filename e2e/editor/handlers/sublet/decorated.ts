import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, remaining, Textbox } from 'sublet'

const generator = await pipeline('text2text-generation', 'Xenova/LaMini-Flan-T5-77M')

class Assistant {
  #asked = 0

  @GPU({ duration: 20, concurrency: 1 })
  async answer(question: string): Promise<string> {
    this.#asked += 1
    const tokens = Math.min(100, Math.floor(remaining() * 4))
    const [{ generated_text }] = await generator(question, { max_new_tokens: tokens })
    return `${this.#asked}. ${generated_text}`
  }
}

const assistant = new Assistant()

export default Interface({
  title: 'A class with a GPU method',
  inputs: [Textbox({ label: 'Question' })],
  outputs: [Textbox({ label: 'Answer' })],
  fn: (question) => assistant.answer(question),
})
