import type { InterfaceSpec } from '../../host/types'
import { type Drafts, draftKey, inputsOf } from '../demo/form'
import type { Draft } from '../inputs/checked'
import { decoded, draftOf } from '../inputs/draft-of'

/**
 * What the form holds when a row of the examples has filled it. A value that its control cannot hold is left out: the
 * field then says what it wants. Rejects with an `Error` for a picture that cannot be read.
 */
export async function draftsOfRow(spec: InterfaceSpec, row: readonly unknown[]): Promise<Drafts> {
  const drafts: Record<string, Draft> = {}
  for (const [at, place] of inputsOf(spec).entries()) {
    const draft = draftOf(place.spec, await decoded(place.spec, row[at]))
    if (draft !== undefined) drafts[draftKey(place.spec, place.index)] = draft
  }
  return drafts
}

/**
 * Whether a result may be shown in the place of a run. With a `State` it depends on what was run before, and would leave
 * nothing in it. What is drawn on a canvas is in that canvas, and in no value that could be kept.
 */
export function isCacheable({ inputs, outputs }: InterfaceSpec): boolean {
  return ![...inputs, ...outputs].some(({ kind }) => kind === 'state' || kind === 'canvas')
}
