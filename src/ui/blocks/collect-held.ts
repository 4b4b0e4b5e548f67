import { readMessages } from '../chat/messages'
import { type Collected, collect, type Drafts, type FieldPlace } from '../demo/form'
import type { Holding } from './holding'

/**
 * The inputs of an event: what the visitor has filled in, and the conversations that the page shows. One that cannot be shown
 * is none.
 */
export function collectHeld(
  fields: readonly FieldPlace[],
  drafts: Drafts,
  holding: Pick<Holding, 'of'>,
): Collected {
  const values: unknown[] = []
  for (const field of fields) {
    if (field.spec.kind === 'chatbot') {
      values.push(readMessages(holding.of(field.index)) ?? [])
      continue
    }
    const collected = collect([field], drafts)
    if (!collected.ok) return collected
    values.push(...collected.values)
  }
  return { ok: true, values }
}
