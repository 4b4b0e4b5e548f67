const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/.*/g

/** Something in it can be run. @param text WGSL */
export function hasEntryPoint(text: string): boolean {
  return /@(compute|vertex|fragment)\b/.test(text.replaceAll(COMMENTS, ' '))
}

/** What a module can begin with (WGSL, 2: a directive, a declaration, or an attribute of one). */
const BEGINNING = /^\s*(@\w+|(enable|requires|diagnostic|struct|fn|var|const|override|alias|const_assert)\b)/

/** There is no mistaking it for another language: it begins as WGSL does, and has a shader's function. */
export function isPlainlyModule(text: string): boolean {
  const code = text.replaceAll(COMMENTS, ' ')
  if (!BEGINNING.test(code)) return false
  const hasFunction = /\bfn\s+\w+\s*\(/.test(code)
  return hasFunction && (hasEntryPoint(code) || /\)\s*->\s*(@\w+(\([^)]*\))?\s*)*[\w<>, ]+\{/.test(code))
}
