import {
  graphContent,
  type OnnxFile,
  type OnnxNode,
  type OnnxWeight,
  onnxFile,
  tensorContent,
} from '../fixtures/onnx-file'
import { messageField } from '../wire/write'
import { GRAPH, SPARSE } from './fields'

/** 4 KiB of float32 in which each place is another one. */
export const counting = (start: number): Uint8Array =>
  Uint8Array.from({ length: 4096 }, (_, index) => (start + index * 7) % 251)

const weight = (name: string, more: Partial<OnnxWeight> = {}): OnnxWeight => ({
  name,
  dataType: 1,
  dims: [32, 32],
  raw: counting(name.length),
  ...more,
})

const node = (opType: string, inputs: string[], output: string, more: Partial<OnnxNode> = {}): OnnxNode => ({
  opType,
  inputs,
  outputs: [output],
  ...more,
})

const body = (content: OnnxFile) => ({ body: graphContent(content) })

const swap = { attributes: { perm: [1, 0] } }

/** Transposed weights, for the fold and against it. */
export const TRANSPOSED = onnxFile({
  irVersion: 13,
  inputs: ['x'],
  outputs: ['y', 'kept'],
  weights: [weight('tied'), weight('w', { dims: [16, 64] }), weight('seen'), weight('shared')],
  nodes: [
    node('Transpose', ['tied'], 'tiedT', swap),
    node('Gather', ['tied', 'ids'], 'embedded'),
    node('MatMul', ['embedded', 'tiedT'], 'a'),
    node('Transpose', ['w'], 'wT'),
    node('Gemm', ['a', 'wT', 'bias'], 'b', { attributes: { transA: 0, transB: 0 } }),
    node('Gemm', ['b', 'wT'], 'c', { attributes: { transB: 1 } }),
    // An output of the graph, and one that is read on the left as well: these stay.
    node('Transpose', ['seen'], 'kept', swap),
    node('Transpose', ['shared'], 'sharedT', swap),
    node('MatMul', ['sharedT', 'c'], 'd'),
    node('MatMul', ['d', 'sharedT'], 'y'),
  ],
})

const external = { location: 'external.data', offset: '4096', length: '4096' }

/** A function with external data within, bodies within bodies, sparse weights, and weights in other forms. */
export const MIXED = onnxFile({
  inputs: ['x', 'cond'],
  weights: [
    weight('given'),
    weight('outer'),
    { name: 'beside', dataType: 1, dims: [32, 32], external },
    { name: 'packed', dataType: 1, dims: [32, 32], typed: messageField(4, [counting(3)]) },
    weight('integers', { dataType: 3, dims: [4096] }),
  ],
  more: [
    messageField(GRAPH.sparseInitializer, [
      messageField(SPARSE.values, [tensorContent({ name: 'sparse', dataType: 1, dims: [1024], external })]),
      messageField(SPARSE.indices, [tensorContent({ name: '', dataType: 7, dims: [512], external })]),
    ]),
  ],
  nodes: [
    node('Mine', ['x', 'given'], 'a', { domain: 'local' }),
    node('If', ['cond'], 'b', {
      attributes: {
        then_branch: body({
          outputs: ['then'],
          weights: [{ name: 'own', dataType: 1, dims: [32, 32], external }],
          nodes: [
            node('MatMul', ['a', 'own'], 'c'),
            node('If', ['cond'], 'then', {
              attributes: {
                then_branch: body({ outputs: ['c'] }),
                else_branch: body({ outputs: ['outer'] }),
              },
            }),
          ],
        }),
        else_branch: body({ outputs: ['else'], nodes: [node('MatMul', ['a', 'packed'], 'else')] }),
      },
    }),
    node('MatMul', ['b', 'beside'], 'd'),
    node('MatMulInteger', ['d', 'integers'], 'e'),
    node('Add', ['e', 'sparse'], 'y'),
  ],
  functions: [
    {
      domain: 'local',
      name: 'Mine',
      inputs: ['p', 'q'],
      outputs: ['r'],
      nodes: [
        node('Constant', [], 'own', {
          attributes: {
            value: { tensor: tensorContent({ name: '', dataType: 1, dims: [32, 32], external }) },
          },
        }),
        node('MatMul', ['p', 'own'], 's'),
        node('MatMul', ['s', 'q'], 'r'),
      ],
    },
  ],
})

export const BUILT = [TRANSPOSED, MIXED]
