import type { MovableType } from '../../protocol/model'
import type { LocalFunction } from './function'
import { type ReaderReason, staysFor } from './gpu-operands'
import { MAX_DEPTH } from './node'
import type { Use } from './operator'

/** Why a weight that is read here has to stay; undefined when it may move. */
export type Judge = (use: Use, type: MovableType) => ReaderReason | undefined

/** Looks through the functions of a model: a weight that is given to one is read where its body reads it. */
export function createJudge(functions: readonly LocalFunction[]): Judge {
  const byOperator = new Map(functions.map((body) => [body.operator, body]))
  const known = new Map<string, ReaderReason | undefined>()

  function judge(use: Use, type: MovableType, depth: number): ReaderReason | undefined {
    const body = byOperator.get(use.operator)
    if (body === undefined) return staysFor(use, type)
    if (depth > MAX_DEPTH) return 'cpuOperator'
    const key = JSON.stringify([use.operator, use.operand, type])
    if (known.has(key)) return known.get(key)
    // For as long as it is looked at: a function that calls itself is none that ONNX Runtime could run.
    known.set(key, 'cpuOperator')
    const formal = body.inputs[use.operand]
    const reason =
      formal === undefined ? 'cpuOperator' : firstReason(body.uses.get(formal) ?? [], type, depth + 1)
    known.set(key, reason)
    return reason
  }

  function firstReason(uses: readonly Use[], type: MovableType, depth: number): ReaderReason | undefined {
    for (const use of uses) {
      const reason = judge(use, type, depth)
      if (reason !== undefined) return reason
    }
    return undefined
  }

  return (use, type) => judge(use, type, 0)
}
