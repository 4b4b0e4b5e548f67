import type ts from 'typescript'
import { functionAround, isAsync } from './reading/functions'
import { propertyOf } from './reading/handlers'
import { type ModelCreation, modelCreations } from './reading/models'
import { type Finding, findingAt, type Rule, type RuleContext } from './rule'

const id = 'provider-without-fallback'

/** The hardware changes without notice: never hard-code a device (ZEROGPU.md, Sizes and Models). */
export const providerWithoutFallback: Rule = {
  id,
  check: (context) =>
    modelCreations(context, context.file).flatMap((creation) =>
      creation.call.arguments
        .filter(context.ts.isObjectLiteralExpression)
        .flatMap((options) => [...providers(context, options), ...device(context, creation, options)]),
    ),
}

function providers(context: RuleContext, options: ts.ObjectLiteralExpression): Finding[] {
  const { ts } = context
  const list = propertyOf(context, options, 'executionProviders')
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return []
  const names = list.elements.map((element) => providerName(context, element))
  const last = list.elements.at(-1)
  if (last === undefined || !names.includes('webgpu')) return []
  // One that cannot be read may be the fallback.
  if (names.some((name) => name === undefined || name === 'wasm' || name === 'cpu')) return []
  const place = last.getEnd()
  return [
    findingAt(context, list, {
      rule: id,
      severity: 'info',
      message:
        "Only 'webgpu' is named here, and without a GPU there is nothing to fall back to: name 'wasm' after it.",
      fix: { title: "Fall back to 'wasm'", edits: [{ start: place, end: place, text: ", 'wasm'" }] },
    }),
  ]
}

function providerName(context: RuleContext, element: ts.Expression): string | undefined {
  const { ts } = context
  const named = ts.isObjectLiteralExpression(element) ? propertyOf(context, element, 'name') : element
  return named !== undefined && ts.isStringLiteralLike(named) ? named.text : undefined
}

function device(
  context: RuleContext,
  { call, kind }: ModelCreation,
  options: ts.ObjectLiteralExpression,
): Finding[] {
  const { ts, file } = context
  const named = kind === 'session' ? undefined : propertyOf(context, options, 'device')
  if (named === undefined || !ts.isStringLiteralLike(named) || named.text !== 'webgpu') return []
  const around = functionAround(context, call)
  const canAwait = around === undefined || isAsync(context, around)
  const text = `(await navigator.gpu?.requestAdapter()) ? 'webgpu' : 'wasm'`
  const fix = {
    title: "Fall back to 'wasm' without a GPU",
    edits: [{ start: named.getStart(file), end: named.getEnd(), text }],
  }
  return [
    findingAt(context, named, {
      rule: id,
      severity: 'info',
      message:
        "The device is always 'webgpu', and without a GPU the model cannot run: ask for the adapter, and take 'wasm' where there is none.",
      fix: canAwait ? fix : undefined,
    }),
  ]
}
