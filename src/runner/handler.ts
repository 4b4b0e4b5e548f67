import * as v from 'valibot'
import { SubletError } from '../protocol/errors'
import { type InterfaceSpec, interfaceSchema } from '../protocol/interface'
import { INTERFACE } from '../sdk/interface'
import type { Linker } from './boot/linker'
import type { Handler } from './calls/calls'
import type { GpuFunctions } from './calls/gpu-function'

export interface LoadedHandler {
  handler: Handler
  spec: InterfaceSpec
}

const definitionSchema = v.looseObject({ [INTERFACE]: v.literal(true), fn: v.function() })

/**
 * Imports the compiled handler: its module scope runs, sessions and GPU functions register themselves.
 * @throws SubletError `CompileFailed` for an import that is not there, `HandlerFailed` for a module that throws
 * or exports no `Interface`
 */
export async function loadHandler(
  linker: Linker,
  gpu: GpuFunctions,
  name: string,
  code: string,
): Promise<LoadedHandler> {
  const module: unknown = await import(/* @vite-ignore */ linker.urlOf(code, name))
  const definition = v.safeParse(v.object({ default: definitionSchema }), module)
  if (!definition.success) {
    throw new SubletError('HandlerFailed', `${name} has no default export that is an Interface.`, {
      wayOut:
        "End it with: export default Interface({ title, inputs, outputs, fn }), imported from 'sublet'.",
    })
  }
  const { fn, ...declared } = definition.output.default
  const spec = v.safeParse(interfaceSchema, { ...declared, gpu: gpu.specs() })
  if (!spec.success) throw notAnInterface(name, spec.issues)
  return { handler: { fn, outputs: spec.output.outputs.length }, spec: spec.output }
}

function notAnInterface(name: string, issues: readonly v.BaseIssue<unknown>[]): SubletError {
  const wrong = issues.map((issue) => `${v.getDotPath(issue) ?? 'Interface'}: ${issue.message}`).join('; ')
  return new SubletError('HandlerFailed', `The Interface of ${name} is not valid. ${wrong}`)
}
