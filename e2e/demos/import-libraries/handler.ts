import { AutoTokenizer, env, softmax, Tensor as TransformersTensor } from '@huggingface/transformers'
import { Tensor as CommonTensor } from 'onnxruntime-common'
import * as ort from 'onnxruntime-web'
import { Interface, JSON } from 'sublet'
import { Vector3 } from 'three'
import * as d from 'typegpu/data'
import { scaled } from './lib/scaled'
import numbers from './numbers.json' with { type: 'json' }
import shader from './shader.wgsl'

const Particle = d.struct({ position: d.vec3f, mass: d.f32 })

export default Interface({
  title: 'import-libraries',
  inputs: [],
  outputs: [JSON()],
  fn: async () => {
    const { Quaternion } = await import('three')
    const { tgpu } = await import('typegpu')
    const turned = new Vector3(2, 0, 0).applyQuaternion(new Quaternion(0, 0, Math.SQRT1_2, Math.SQRT1_2))
    return {
      length: scaled(new Vector3(3, 4, 0), numbers.factor),
      turned: turned.toArray().map((x) => Math.round(Math.abs(x))),
      particleBytes: d.sizeOf(Particle),
      typegpu: typeof tgpu.init,
      sameTensor: CommonTensor === ort.Tensor,
      softmax: softmax([0, 0]),
      transformers: new TransformersTensor('float32', [1, 2], [2]).tolist(),
      version: env.version.split('.')[0],
      tokenizer: typeof AutoTokenizer.from_pretrained,
      shader: shader.trim(),
      caches: typeof caches,
      here: import.meta.url,
    }
  },
})
