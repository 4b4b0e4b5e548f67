import type { editor } from 'monaco-editor/editor/editor.api.js'

/**
 * The page's surfaces under Monaco's own colours for code; the hues of src/ui/tokens.css. Of the colours for code those stand
 * here that have too little contrast in Monaco's themes, on the line of the cursor or in a diff (theme-colours.test.ts).
 */
export const light: editor.IStandaloneThemeData = {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'type', foreground: '006767' },
    { token: 'number', foreground: '08774e' },
    { token: 'annotation', foreground: '6a6a6a' },
    // Of Markdown: Monaco reads the tags in it.
    { token: 'attribute.name', foreground: 'd60000' },
    { token: 'attribute.value.number', foreground: '08774e' },
    { token: 'attribute.value.unit', foreground: '08774e' },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editorGutter.background': '#ffffff',
    'editor.lineHighlightBackground': '#f6f7f5',
    'editorBracketHighlight.foreground1': '#0431fa',
    'editorBracketHighlight.foreground2': '#2a7d2a',
    'editorBracketHighlight.foreground3': '#7b3814',
    'editorBracketHighlight.unexpectedBracket.foreground': '#d01010',
    'diffEditor.insertedLineBackground': '#eaf8f1',
    'diffEditor.insertedTextBackground': '#0a82530f',
    'diffEditor.removedLineBackground': '#fdf1f2',
    'diffEditor.removedTextBackground': '#c02f3a10',
  },
}

export const dark: editor.IStandaloneThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '73a35c' },
    { token: 'annotation', foreground: 'd47070' },
    { token: 'regexp', foreground: 'c27ba5' },
    { token: 'invalid', foreground: 'f76060' },
    { token: 'variable.predefined', foreground: '74b0df' },
    { token: 'delimiter.html', foreground: '9a9a9a' },
  ],
  colors: {
    'editor.background': '#151918',
    'editorGutter.background': '#151918',
    'editor.lineHighlightBackground': '#1b201e',
    'editorBracketHighlight.foreground1': '#ffd700',
    'editorBracketHighlight.foreground2': '#da70d6',
    'editorBracketHighlight.foreground3': '#179fff',
    'editorBracketHighlight.unexpectedBracket.foreground': '#ff6b6b',
    'diffEditor.insertedLineBackground': '#10291f',
    'diffEditor.insertedTextBackground': '#34d39914',
    'diffEditor.removedLineBackground': '#2b1416',
    'diffEditor.removedTextBackground': '#ff808818',
  },
}
