import { endpointOf, isVisible } from '../../host/endpoints'
import type { ComponentSpec, InterfaceSpec } from '../../host/types'
import { type Drafts, draftKey, inputsOf } from '../demo/form'
import { checkInput } from '../inputs/check-input'
import { componentLabel } from '../inputs/component-label'
import { shapeOf } from './component-type'
import type { Helper } from './helpers'
import type { ApiInput, Named } from './write-call'
import { writeValue } from './write-value'

const HELPERS: readonly Helper[] = ['picture', 'sound', 'file']

/**
 * The inputs of a call as a script would give them: what the form holds now. A field that cannot be sent as it stands
 * has a blank of its type in its place, and says why.
 * @param event of Blocks, by its number
 * @param given in place of the first inputs, whatever their fields hold
 */
export function apiInputs(
  spec: InterfaceSpec,
  drafts: Drafts,
  event = 0,
  given: readonly unknown[] = [],
): ApiInput[] {
  return inputsOf(spec, event).map(({ spec: input, index }, at) => {
    if (at < given.length) return { ...named(input), written: writeValue(given[at]) }
    const checked = checkInput(input, drafts[draftKey(input, index)])
    if (checked.is === 'value') return { ...named(input), written: writeValue(checked.value) }
    const { blank } = shapeOf(input)
    const helpers = new Set(HELPERS.filter((helper) => blank.includes(`await ${helper}(`)))
    return { ...named(input), written: { code: blank, helpers, notes: [checked.reason] } }
  })
}

/** Inputs of a call that was made. */
export function recordedInputs(
  specs: readonly ComponentSpec[],
  inputs: readonly unknown[],
): readonly ApiInput[] {
  return specs.map((spec, index) => ({ ...named(spec), written: writeValue(inputs[index]) }))
}

export function apiOutputs(spec: InterfaceSpec, event = 0): Named[] {
  return endpointOf(spec, event)
    .outputs.filter(isVisible)
    .map((output) => ({
      label: componentLabel(output),
      type: shapeOf(output, 'output').type,
    }))
}

function named(spec: ComponentSpec): Named {
  return { label: componentLabel(spec), type: shapeOf(spec).type }
}
