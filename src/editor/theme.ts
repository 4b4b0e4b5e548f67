import { editor } from './monaco'
import { dark, light } from './theme-colours'

editor.defineTheme('sublet-light', light)
editor.defineTheme('sublet-dark', dark)

/** Follows the system's light and dark until the returned function is called. */
export function followColorScheme(): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => editor.setTheme(scheme.matches ? 'sublet-dark' : 'sublet-light')
  apply()
  scheme.addEventListener('change', apply)
  return () => scheme.removeEventListener('change', apply)
}
