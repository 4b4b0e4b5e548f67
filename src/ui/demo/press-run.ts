import { bringIntoView } from '../elements/bring-into-view'
import type { Session } from './session'

/** Of one demo among several that are on the page. */
export function fieldId({ demo }: Session, index: number): string {
  return `${demo.card.id}-input-${index}`
}

export function resultId({ demo }: Session): string {
  return `${demo.card.id}-result`
}

/** Runs and shows where the result comes, or takes the visitor to the first field that stands in the way. */
export function pressRun(session: Session): void {
  const collected = session.run()
  if (collected === undefined) return
  if (!collected.ok) return document.getElementById(fieldId(session, collected.index))?.focus()
  const result = document.getElementById(resultId(session))
  if (result !== null) bringIntoView(result, 'nearest')
}
