import { pipeline, TextStreamer } from '@huggingface/transformers'
import { Dropdown, GPU, Interface, Textbox } from 'sublet'

const translator = await pipeline('translation', 'Xenova/nllb-200-distilled-600M', {
  dtype: { encoder_model: 'q8', decoder_model_merged: 'q8' },
})

const LANGUAGES = [
  ['English', 'eng_Latn'],
  ['French', 'fra_Latn'],
  ['Hindi', 'hin_Deva'],
  ['Yoruba', 'yor_Latn'],
] as const

const translate = GPU({ duration: 60 }, async function* translate(text: string, from: string, to: string) {
  const pieces: string[] = []
  const streamer = new TextStreamer(translator.tokenizer, {
    skip_prompt: true,
    skip_special_tokens: true,
    callback_function: (piece) => pieces.push(piece),
  })
  yield ''
  const [result] = await translator(text, { src_lang: from, tgt_lang: to, streamer })
  yield result.translation_text
})

export default Interface({
  title: 'Translation between 200 languages',
  inputs: [
    Textbox({ label: 'Text', lines: 4 }),
    Dropdown({ label: 'From', choices: LANGUAGES }),
    Dropdown({ label: 'To', choices: LANGUAGES, value: 'fra_Latn' }),
  ],
  outputs: [Textbox({ label: 'Translation' })],
  fn: (text, from, to) => translate(text, from, to),
})
