import type { MovableType } from '../../protocol/model'
import { COMPUTED_ONCE, PASSED_ON, type Use } from './operator'

/** Why a weight stays in the graph, as far as its reader is concerned. */
export type ReaderReason =
  /** ONNX Runtime Web has no WebGPU kernel for the operator: the weight would be copied back on every run. */
  | 'cpuOperator'
  /** It has one, but not for this type, or the kernel reads this operand on the CPU. */
  | 'cpuOperand'
  /** The result is computed when the session is created; from a graph input it would be on every run. */
  | 'folded'
  /** It is handed out of a body or a function, or is an output of the graph. */
  | 'graphOutput'

interface Row {
  types: readonly MovableType[]
  /** Only these inputs; all of them when left out. */
  operands?: readonly number[]
  operators: readonly string[]
}

const FLOATS = ['float32', 'float16'] as const

/**
 * Where a weight may be a graph input: operators whose WebGPU kernel reads the operand from a GPU buffer. What is
 * not in the table stays in the graph, where it costs memory but no time.
 *
 * Source: the placement that ONNX Runtime Web 1.30 itself logs (`logSeverityLevel: 0`, "All nodes placed on") for
 * a model of one node, each operator by itself and with each type; operands on the CPU are those that the kernels
 * register with `InputMemoryType(OrtMemTypeCPU…)` (microsoft/onnxruntime, core/providers/webgpu, contrib_ops/webgpu).
 */
const ROWS: readonly Row[] = [
  {
    types: FLOATS,
    operators: [
      ...['MatMul', 'Gemm', 'Einsum', 'Conv', 'ConvTranspose', 'com.microsoft:FusedConv'],
      ...['Add', 'Sub', 'Mul', 'Div', 'Pow', 'PRelu', 'Max', 'Min', 'Where', 'Concat'],
      ...['Equal', 'Greater', 'Less', 'GreaterOrEqual', 'LessOrEqual'],
      ...['Gather', 'GatherElements', 'GatherND', 'ScatterND', 'ScatterElements', 'GridSample'],
      ...['BatchNormalization', 'InstanceNormalization', 'LayerNormalization', 'RMSNormalization'],
      ...['SimplifiedLayerNormalization', 'com.microsoft:SkipLayerNormalization'],
      ...['com.microsoft:SkipSimplifiedLayerNormalization', 'com.microsoft:BiasGelu'],
      ...['com.microsoft:BiasAdd', 'com.microsoft:BiasSplitGelu', 'com.microsoft:FastGelu'],
      ...['com.microsoft:Attention', 'com.microsoft:MultiHeadAttention'],
      ...['com.microsoft:GroupQueryAttention', 'com.microsoft:RotaryEmbedding', 'RotaryEmbedding'],
      // Scales and biases; the quantised weights themselves are below.
      ...['DequantizeLinear', 'com.microsoft:MatMulNBits', 'com.microsoft:MatMulBnb4'],
      ...['com.microsoft:GatherBlockQuantized', 'com.microsoft:QMoE'],
    ],
  },
  // With another input that is computed, such as the slice of a position table. The other inputs of Pad, Resize and
  // Clip (value, roi and scales, bounds) are read on the CPU.
  {
    types: FLOATS,
    operands: [0],
    operators: [
      ...['Slice', 'Split', 'Expand', 'Tile', 'Pad', 'Resize', 'Clip', 'Reshape', 'Squeeze', 'Unsqueeze'],
      ...['CumSum', 'Trilu', 'TopK', 'ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin'],
    ],
  },
  // Their kernels are for float32 alone.
  { types: ['float32'], operators: ['LSTM', 'GRU'] },
  { types: ['uint8'], operands: [0], operators: ['Gather'] },
  { types: ['uint8', 'uint4', 'int4'], operands: [0, 2], operators: ['DequantizeLinear'] },
  { types: ['uint8', 'uint4', 'int4'], operands: [0, 3], operators: ['com.microsoft:GatherBlockQuantized'] },
  { types: ['uint8'], operands: [1, 3], operators: ['com.microsoft:MatMulNBits'] },
  { types: ['uint8'], operands: [1], operators: ['com.microsoft:MatMulBnb4'] },
  { types: ['uint8'], operands: [2, 5, 8], operators: ['com.microsoft:QMoE'] },
]

const TABLE: ReadonlyMap<string, readonly Row[]> = new Map(
  ROWS.flatMap(({ operators }) => operators).map((operator) => [
    operator,
    ROWS.filter((row) => row.operators.includes(operator)),
  ]),
)

const OTHER_REASONS: ReadonlyMap<string, ReaderReason> = new Map([
  [PASSED_ON, 'graphOutput'],
  [COMPUTED_ONCE, 'folded'],
  ['Transpose', 'folded'],
])

/** Why a weight that is read here has to stay; undefined when it may move. */
export function staysFor({ operator, operand }: Use, type: MovableType): ReaderReason | undefined {
  const rows = TABLE.get(operator)
  if (rows === undefined) return OTHER_REASONS.get(operator) ?? 'cpuOperator'
  const offered = rows.some((row) => row.types.includes(type) && (row.operands?.includes(operand) ?? true))
  return offered ? undefined : 'cpuOperand'
}
