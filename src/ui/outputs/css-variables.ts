import type { CSSProperties } from 'react'

/** Custom properties for `style`: React passes them on, its types do not know them. */
export function cssVariables(variables: Readonly<Record<`--${string}`, string>>): CSSProperties {
  return { ...variables }
}
