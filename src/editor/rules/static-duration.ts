import type ts from 'typescript'
import { gpuName } from './facts'
import { secondsOf } from './reading/declared'
import type { GpuFunction } from './reading/gpu-functions'
import { withOption } from './reading/option-edits'
import { type Finding, type Fix, findingAt, type Rule, type RuleContext } from './rule'

const id = 'static-duration'

const AMOUNT = /(^|_)(steps|tokens)$|(Steps|Tokens)$/
/** Of the offered callable, before the first step. */
const START_SECONDS = 5

/** A duration may be a callable of the same arguments (ZEROGPU.md, Duration). */
export const staticDuration: Rule = {
  id,
  check: (context) =>
    context.gpuFunctions.flatMap((gpu): Finding[] => {
      const seconds = secondsOf(context, gpu)
      const amount = gpu.fn.parameters.find((parameter) => isAmount(context, parameter))
      if (seconds === undefined || amount === undefined || seconds <= START_SECONDS) return []
      const name = amount.name.getText(context.file)
      return [
        findingAt(context, gpu.mark, {
          rule: id,
          severity: 'info',
          message: `${gpuName(gpu)} asks for ${seconds} s however many ${name} there are: with a duration that follows ${name}, short calls wait less.`,
          fix: fixOf(context, gpu, amount, seconds),
        }),
      ]
    }),
}

function isAmount({ checker, ts }: RuleContext, parameter: ts.ParameterDeclaration): boolean {
  const { name, dotDotDotToken, initializer } = parameter
  if (dotDotDotToken !== undefined || !ts.isIdentifier(name) || !AMOUNT.test(name.text)) return false
  // What `GPU` takes makes a parameter without a type `any`, whatever its default.
  if (initializer !== undefined && ts.isNumericLiteral(initializer)) return true
  return (checker.getTypeAtLocation(name).flags & ts.TypeFlags.NumberLike) !== 0
}

/** A second for each, and never more than was asked for before: the author knows the pace better. */
function fixOf(
  context: RuleContext,
  gpu: GpuFunction,
  amount: ts.ParameterDeclaration,
  seconds: number,
): Fix | undefined {
  const { file, ts } = context
  const until = gpu.fn.parameters.slice(0, gpu.fn.parameters.indexOf(amount) + 1)
  const names = until.map(({ name }) => name).filter(ts.isIdentifier)
  if (names.length < until.length) return undefined
  const parameters = until.map((parameter) => {
    const text = parameter.getText(file)
    return parameter === amount || text.startsWith('_') ? text : `_${text}`
  })
  const name = amount.name.getText(file)
  const callable = `(${parameters.join(', ')}) => Math.min(${seconds}, ${START_SECONDS} + ${name})`
  const edits = withOption(context, gpu, 'duration', callable)
  return edits && { title: `Let the duration follow ${name}, up to ${seconds} s`, edits }
}
