import { init, parse } from 'es-module-lexer/minimal'

/** Specifiers of all modules that those in `from` lead to, themselves among them; what is not in the table is left out. */
export async function reach(
  from: readonly string[],
  modules: Readonly<Record<string, string>>,
): Promise<string[]> {
  await init()
  const reached = new Set<string>()
  const queue = [...from]
  for (let specifier = queue.pop(); specifier !== undefined; specifier = queue.pop()) {
    const code = modules[specifier]
    if (code === undefined || reached.has(specifier)) continue
    reached.add(specifier)
    queue.push(...importsOf(code))
  }
  return [...reached]
}

function importsOf(code: string): string[] {
  return parse(code)[0].flatMap(({ n: specifier }) => (specifier === undefined ? [] : [specifier]))
}
