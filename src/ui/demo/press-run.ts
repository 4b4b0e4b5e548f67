import type { Session } from './session'

/** Of one demo among several that are on the page. */
export function fieldId({ demo }: Session, index: number): string {
  return `${demo.card.id}-input-${index}`
}

/** Runs, or takes the visitor to the first field that stands in the way. */
export function pressRun(session: Session): void {
  const collected = session.run()
  if (collected !== undefined && !collected.ok)
    document.getElementById(fieldId(session, collected.index))?.focus()
}
