import type ts from 'typescript'
import { unwrapped } from './reading/code'
import { constantValue, loopAround, resultsOf } from './reading/functions'
import { type HandlerFunction, propertyOf } from './reading/handlers'
import { isFromSublet } from './reading/imports'
import { type Finding, findingAt, type Rule, type RuleContext } from './rule'

const id = 'large-state'

/** A State is copied on every yield; `skip()` leaves the last value (ZEROGPU.md, Isolation). */
export const largeState: Rule = {
  id,
  check: (context) =>
    context.handlers.flatMap((handler) => {
      const { fn } = handler
      if (fn.asteriskToken === undefined) return []
      const places = largeStates(context, handler)
      return resultsOf(context, fn).flatMap((result): Finding[] => {
        const values = unwrapped(context, result)
        if (!context.ts.isArrayLiteralExpression(values) || loopAround(context, result) === undefined)
          return []
        return places.flatMap((place) => {
          const value = values.elements[place]
          if (value === undefined || isSkip(context, value)) return []
          return [
            findingAt(context, value, {
              rule: id,
              severity: 'info',
              message:
                'This State is copied in every round of the loop: yield skip() in its place, and the State once after the loop.',
            }),
          ]
        })
      })
    }),
}

function isSkip(context: RuleContext, value: ts.Expression): boolean {
  const given = constantValue(context, value)
  return context.ts.isCallExpression(given) && isFromSublet(context, given.expression, 'skip')
}

/** Where among the values of a yield the States are that hold more than a number or a word. */
function largeStates(context: RuleContext, { kind, declared }: HandlerFunction): number[] {
  const { ts } = context
  // A chat gives its reply first, and then its States.
  const isChat = kind === 'ChatInterface'
  const listed = propertyOf(context, declared, isChat ? 'additionalInputs' : 'outputs')
  if (listed === undefined || !ts.isArrayLiteralExpression(listed)) return []
  const states = listed.elements.map((element) => stateCall(context, element))
  if (!isChat) return states.flatMap((call, index) => (call && isLarge(context, call) ? [index] : []))
  return states
    .filter((call) => call !== undefined)
    .flatMap((call, index) => (isLarge(context, call) ? [index + 1] : []))
}

function stateCall(context: RuleContext, element: ts.Expression): ts.CallExpression | undefined {
  const value = constantValue(context, element)
  return context.ts.isCallExpression(value) && isFromSublet(context, value.expression, 'State')
    ? value
    : undefined
}

const LARGE =
  /^(Readonly)?(Array|Map|Set)$|^ArrayBuffer$|^ImageData$|^Blob$|^(Ui|I)nt(8|16|32)\w*Array$|^Float\w+Array$/

function isLarge({ checker }: RuleContext, call: ts.CallExpression): boolean {
  const type = checker.getTypeAtLocation(call).getProperty('initial')
  const initial = type && checker.getTypeOfSymbolAtLocation(type, call)
  return initial !== undefined && LARGE.test(initial.getSymbol()?.name ?? '')
}
