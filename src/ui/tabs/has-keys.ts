import type { Column } from '../elements/column'

/** Whether a key that is pressed anywhere on the page means this column: the one with the focus, else the main one. */
export function hasKeys(column: Column | undefined, target: EventTarget | null): boolean {
  if (column === undefined) return true
  const focused = target instanceof Element ? target.closest('[data-column]') : null
  const of = focused ?? document.querySelector('[data-column][data-main="true"]')
  return of?.getAttribute('data-column') === column.id
}
