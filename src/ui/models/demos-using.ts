import type { DemoCard } from '../../host/types'
import type { ModelNaming } from './naming'

/** The demos whose cards list the model: by its name under `models/`, or its hub id. */
export function demosUsing({ kind, listed }: ModelNaming, cards: readonly DemoCard[]): DemoCard[] {
  if (listed === '') return []
  return cards.filter(({ models }) =>
    models.some((model) => model === listed || (kind === 'site' && model === `models/${listed}`)),
  )
}
