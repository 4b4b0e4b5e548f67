/** A place where a value is read. */
export interface Use {
  /** See `operatorKey`, or one of the names below that no operator has. */
  operator: string
  /** Which input, from 0. */
  operand: number
}

/** A body or a function hands the value out as it is: who reads it then is not looked at. */
export const PASSED_ON = '(passed on)'
/** The operator reads nothing but constants, so ONNX Runtime computes it once, when the session is created. */
export const COMPUTED_ONCE = '(computed once)'

/** Names an operator or a function of the model: those of ONNX itself without their domain. */
export function operatorKey(domain: string, opType: string, overload = ''): string {
  const key = domain === '' || domain === 'ai.onnx' ? opType : `${domain}:${opType}`
  return overload === '' ? key : `${key}(${overload})`
}
