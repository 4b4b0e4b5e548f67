import { editor } from './monaco'

/** The page's surfaces under Monaco's own colours for code; the hues of src/ui/tokens.css. */
editor.defineTheme('sublet-light', {
  base: 'vs',
  inherit: true,
  // Monaco's own has too little contrast on the line of the cursor.
  rules: [{ token: 'type', foreground: '006767' }],
  colors: {
    'editor.background': '#ffffff',
    'editorGutter.background': '#ffffff',
    'editor.lineHighlightBackground': '#f6f7f5',
  },
})
editor.defineTheme('sublet-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [{ token: 'comment', foreground: '73a35c' }],
  colors: {
    'editor.background': '#151918',
    'editorGutter.background': '#151918',
    'editor.lineHighlightBackground': '#1b201e',
  },
})

/** Follows the system's light and dark until the returned function is called. */
export function followColorScheme(): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => editor.setTheme(dark.matches ? 'sublet-dark' : 'sublet-light')
  apply()
  dark.addEventListener('change', apply)
  return () => dark.removeEventListener('change', apply)
}
