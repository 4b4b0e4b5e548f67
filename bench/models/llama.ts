import type { RepoContent } from '../../e2e/hub/repo'
import { type ByteSource, toSource } from '../../e2e/hub/source'
import { withDataInside } from '../../e2e/transformers/external-data'
import { filesOf } from '../../e2e/transformers/repositories'

const MODEL = 'onnx/model.onnx'
const DATA = 'onnx/model.onnx_data'
const ABOUT_DATA = 'onnx/model.onnx_data.json'

/** A Llama of 400 MB with made-up weights, as the hub has it in two layouts: data beside the graph, and within. */
export function llamaRepositories(): Record<string, RepoContent> {
  const {
    [ABOUT_DATA]: about,
    [MODEL]: graph,
    'config.json': config,
    ...others
  } = filesOf('large/llama-400m')
  if (about === undefined || graph === undefined || config === undefined) throw new Error('files are missing')
  const { bytes } = JSON.parse(text(about))
  const data = smallFloats(bytes)
  const { 'transformers.js_config': _, ...plainConfig } = JSON.parse(text(config))
  return {
    'large/llama-400m': { files: { ...others, 'config.json': config, [MODEL]: graph, [DATA]: data } },
    'large/llama-400m-embedded': {
      files: { ...others, 'config.json': JSON.stringify(plainConfig), [MODEL]: withDataInside(graph, data) },
    },
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** How far the stretch of numbers repeats: a prime, so that no two tensors begin at the same place of it. */
const PERIOD = 1_048_573

/** float32 between -0.035 and 0.035, evenly spread: with the standard deviation of 0.02 that weights are begun with. */
export function smallFloats(size: number): ByteSource {
  // Twice, so that any stretch of a period lies in one piece.
  const floats = new Float32Array(2 * PERIOD)
  let state = 0x9e3779b9
  for (let index = 0; index < PERIOD; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    floats[index] = (0.035 * state) / 2 ** 31
  }
  floats.copyWithin(PERIOD, 0, PERIOD)
  const bytes = new Uint8Array(floats.buffer)
  return toSource({
    size,
    read(start, end) {
      const from = start % (4 * PERIOD)
      return bytes.subarray(from, from + end - start)
    },
  })
}
