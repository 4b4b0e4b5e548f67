import { pipeline } from '@huggingface/transformers'
import { GPU, HighlightedText, Interface, Textbox } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const answerer = await pipeline('question-answering', 'Xenova/distilbert-base-uncased-distilled-squad', {
  device: adapter ? 'webgpu' : 'wasm',
})

const find = GPU({ duration: 10 }, async (question: string, context: string) => answerer(question, context))

export default Interface({
  title: 'Where the answer stands',
  inputs: [Textbox({ label: 'Question' }), Textbox({ label: 'Text', lines: 8 })],
  outputs: [HighlightedText({ label: 'Answer' })],
  async fn(question, context) {
    const { answer, score } = await find(question, context)
    const at = context.indexOf(answer)
    if (at < 0) return [[answer, score]]
    return [
      [context.slice(0, at), null],
      [answer, `${Math.round(score * 100)}%`],
      [context.slice(at + answer.length), null],
    ] as const
  },
})
