import { cat, mean_pooling, ones, softmax, stack, Tensor, topk } from '@huggingface/transformers'
import { GPU, Interface, JSON, Number } from 'sublet'

const calculate = GPU({ duration: 5 }, async (size: number) => {
  const row = new Tensor(
    'float32',
    Float32Array.from({ length: size }, (_, at) => at),
    [1, size],
  )
  const table = cat([row, row.mul(2).add(1)], 0)
  const cube = stack([table, table], 0).permute(0, 2, 1)
  const pooled = mean_pooling(cube, ones([2, size]))
  const [values, indices] = await topk(row.squeeze(0), 3)
  return {
    dims: cube.dims,
    mean: table.mean(1).tolist(),
    norm: table.norm().item(),
    pooled: pooled.tolist(),
    best: softmax([...(values.data as Float32Array)]),
    at: Array.from(indices.data as BigInt64Array, (index) => `${index}`),
    half: row.slice(null, [0, Math.floor(size / 2)]).tolist(),
  }
})

export default Interface({
  title: 'Tensors without a model',
  inputs: [Number({ label: 'Size', value: 8, min: 4, step: 1 })],
  outputs: [JSON()],
  fn: calculate,
})
