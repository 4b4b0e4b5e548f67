import type { Session } from './session'

export function fieldId(index: number): string {
  return `input-${index}`
}

/** Runs, or takes the visitor to the first field that stands in the way. */
export function pressRun(session: Session): void {
  const collected = session.run()
  if (collected !== undefined && !collected.ok) document.getElementById(fieldId(collected.index))?.focus()
}
