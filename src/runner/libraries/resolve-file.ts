/**
 * The file of a demo that a relative specifier means, as bundlers find it: as it stands, with `.ts`, with `.ts` for
 * `.js`, or the index of a folder. Undefined when there is none.
 */
export function resolveFile(
  specifier: string,
  from: string,
  files: Readonly<Record<string, string>>,
): string | undefined {
  const path = joined(from, specifier)
  if (path === undefined) return undefined
  const candidates = [
    path,
    `${path}.ts`,
    path.replace(/\.js$/, '.ts'),
    path === '' ? 'index.ts' : `${path}/index.ts`,
  ]
  return candidates.find((candidate) => Object.hasOwn(files, candidate))
}

/** Undefined above the demo's folder. */
function joined(from: string, specifier: string): string | undefined {
  const parts = from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '.' || part === '') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}
