import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { picture, sweep } from './inputs'

const pipelineSchema = v.variant('task', [
  v.object({
    id: v.string(),
    task: v.literal('text-generation'),
    input: v.object({ messages: v.optional(v.array(v.unknown())), max_new_tokens: v.number() }),
    expected: v.object({ generated: v.optional(v.record(v.string(), v.string()), {}) }),
  }),
  v.object({
    id: v.string(),
    task: v.literal('feature-extraction'),
    input: v.object({ texts: v.array(v.string()) }),
    expected: v.object({ cosine: v.object({ fp32: v.number(), q8: v.number() }) }),
  }),
  v.object({
    id: v.string(),
    task: v.literal('text-classification'),
    input: v.object({ texts: v.array(v.string()) }),
    expected: v.object({ labels: v.array(v.string()) }),
  }),
  v.object({
    id: v.string(),
    task: v.literal('automatic-speech-recognition'),
    expected: v.object({ text: v.string() }),
  }),
  v.object({
    id: v.string(),
    task: v.literal('image-segmentation'),
    expected: v.object({ labels: v.array(v.string()) }),
  }),
  v.object({ id: v.string(), task: v.picklist(['depth-estimation', 'background-removal']) }),
])

/** A demo that is called by both sides, and what PyTorch said to the same when its model was made. */
export interface Case {
  name: string
  demo: string
  inputs: readonly unknown[]
  /** Feature of WebGPU that it needs. */
  needs?: string
  /** Of the output; throws where the output has not the form that is expected. */
  told: (output: unknown) => unknown
  expected: unknown
}

/** The pipelines of the tiny models, one by one as `models.json` has them. */
export function pipelineCases(): Case[] {
  const models = JSON.parse(readFileSync('e2e/transformers/models.json', 'utf8'))
  const tiny = v.parse(v.array(pipelineSchema), models).filter(({ id }) => id.startsWith('tiny/'))
  return tiny.flatMap(casesOf)
}

function casesOf(model: v.InferOutput<typeof pipelineSchema>): Case[] {
  switch (model.task) {
    case 'text-generation': {
      const { messages, max_new_tokens: steps } = model.input
      return Object.entries(model.expected.generated).map(([dtype, expected]) => ({
        name: `generate, ${dtype}`,
        demo: 'transformers-generate',
        inputs: [messages, steps, dtype],
        ...(dtype === 'fp16' && { needs: 'shader-f16' }),
        told: (output) => v.parse(v.object({ answer: v.string() }), output).answer,
        expected,
      }))
    }
    case 'feature-extraction': {
      const { cosine: cosines } = model.expected
      const inputs = [model.input.texts]
      return [
        { name: 'embed', demo: 'transformers-embed', inputs, told: cosine, expected: cosines.fp32 },
        {
          name: 'cpu',
          demo: 'transformers-cpu',
          inputs,
          told: (output) => cosine(v.parse(v.object({ inLease: v.unknown() }), output).inLease),
          expected: cosines.q8,
        },
      ]
    }
    case 'text-classification':
      return [
        {
          name: 'classify',
          demo: 'transformers-classify',
          inputs: [model.input.texts],
          told: labels,
          expected: model.expected.labels,
        },
      ]
    case 'automatic-speech-recognition':
      return [
        {
          name: 'speech',
          demo: 'transformers-speech',
          inputs: [sweep()],
          told: (output) => v.parse(v.object({ text: v.string() }), output).text,
          expected: model.expected.text,
        },
      ]
    case 'image-segmentation':
      return [
        {
          name: 'segment',
          demo: 'transformers-segment',
          inputs: [picture()],
          told: (output) =>
            v
              .parse(v.array(v.object({ label: v.string() })), output)
              .every(({ label }) => model.expected.labels.includes(label)),
          expected: true,
        },
      ]
    case 'depth-estimation':
      return [
        { name: 'depth', demo: 'transformers-depth', inputs: [picture()], told: isVaried, expected: true },
      ]
    case 'background-removal':
      return [
        { name: 'matte', demo: 'transformers-matte', inputs: [picture()], told: isVaried, expected: true },
      ]
  }
}

const bestSchema = v.array(v.tupleWithRest([v.object({ label: v.string() })], v.unknown()))

function labels(output: unknown): string[] {
  return v.parse(bestSchema, output).map(([{ label }]) => label)
}

const vectorsSchema = v.object({ dims: v.tuple([v.literal(2), v.number()]), data: v.instance(Float32Array) })

/** Of two vectors of length 1, to the digits that the recipe notes. */
function cosine(output: unknown): number {
  const { dims, data } = v.parse(vectorsSchema, output)
  const [, length] = dims
  const sum = data.subarray(0, length).reduce((all, value, at) => all + value * (data[length + at] ?? 0), 0)
  return Number(sum.toFixed(4))
}

const pixelsSchema = v.object({
  data: v.union([v.instance(Uint8ClampedArray), v.instance(Uint8Array), v.instance(Float32Array)]),
})

/** Whether a model that saw nothing could not have given it. */
function isVaried(output: unknown): boolean {
  return new Set(v.parse(pixelsSchema, output).data).size > 50
}
