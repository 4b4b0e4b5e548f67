import { editor } from './monaco'

/** The page's surfaces under Monaco's own colours for code; the hues of src/ui/tokens.css. */
editor.defineTheme('sublet-light', {
  base: 'vs',
  inherit: true,
  // Monaco's own has too little contrast on the line of the cursor.
  rules: [
    { token: 'type', foreground: '006767' },
    { token: 'annotation.wgsl', foreground: '6a6a6a' },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editorGutter.background': '#ffffff',
    'editor.lineHighlightBackground': '#f6f7f5',
    'diffEditor.insertedLineBackground': '#eaf8f1',
    'diffEditor.insertedTextBackground': '#0a82530f',
    'diffEditor.removedLineBackground': '#fdf1f2',
    'diffEditor.removedTextBackground': '#c02f3a10',
  },
})
editor.defineTheme('sublet-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '73a35c' },
    { token: 'annotation.wgsl', foreground: 'd47070' },
    { token: 'variable.predefined.wgsl', foreground: '74b0df' },
  ],
  colors: {
    'editor.background': '#151918',
    'editorGutter.background': '#151918',
    'editor.lineHighlightBackground': '#1b201e',
    'diffEditor.insertedLineBackground': '#10291f',
    'diffEditor.insertedTextBackground': '#34d39914',
    'diffEditor.removedLineBackground': '#2b1416',
    'diffEditor.removedTextBackground': '#ff808818',
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
