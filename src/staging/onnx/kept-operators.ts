/**
 * Operators that keep their weights in the graph, with the reason. ONNX Runtime has no WebGPU kernel for most of
 * them, so they run on the CPU: a weight on the GPU would be copied back on every run (ORT-FACTS 8). The list was
 * checked against the kernels of ONNX Runtime Web 1.30; an operator that is missing here is slow, not wrong.
 */
export type KeepReason = 'cpuOperator' | 'folded'

export const KEPT_OPERATORS: ReadonlyMap<string, KeepReason> = new Map([
  // Quantised arithmetic.
  ['MatMulInteger', 'cpuOperator'],
  ['ConvInteger', 'cpuOperator'],
  ['QLinearConv', 'cpuOperator'],
  ['QLinearMatMul', 'cpuOperator'],
  ['DynamicQuantizeLinear', 'cpuOperator'],
  ['com.microsoft:MatMulIntegerToFloat', 'cpuOperator'],
  ['com.microsoft:DynamicQuantizeMatMul', 'cpuOperator'],
  ['com.microsoft:DynamicQuantizeLSTM', 'cpuOperator'],
  ['com.microsoft:QAttention', 'cpuOperator'],
  ['com.microsoft:QGemm', 'cpuOperator'],
  ['com.microsoft:QEmbedLayerNormalization', 'cpuOperator'],
  ['com.microsoft:QOrderedMatMul', 'cpuOperator'],
  // Recurrence.
  ['LSTM', 'cpuOperator'],
  ['GRU', 'cpuOperator'],
  ['RNN', 'cpuOperator'],
  // Folded into its reader when the session is created; as a graph input it would run again on every call
  // (42 -> 190 ms, ORT-FACTS 9).
  ['Transpose', 'folded'],
])

export function operatorKey(domain: string, opType: string): string {
  return domain === '' || domain === 'ai.onnx' ? opType : `${domain}:${opType}`
}
