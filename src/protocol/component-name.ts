import type { ComponentSpec } from './component'

/** As errors call a component: by its kind, and its label where it has one. */
export function nameOf(component: ComponentSpec): string {
  const kind = component.kind.replace(/(^|-)./g, (start) => start.replace('-', '').toUpperCase())
  const label = 'label' in component ? component.label : undefined
  return label === undefined ? `the ${kind}` : `the ${kind} "${label}"`
}
