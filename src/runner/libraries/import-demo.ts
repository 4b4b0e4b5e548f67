import { SubletError } from '../../protocol/errors'
import type { Linker } from '../boot/linker'
import type { Libraries } from './libraries'
import { type DemoCode, isRelative, planImports } from './plan'
import { resolveFile } from './resolve-file'

/**
 * Imports a demo's entry: its files are linked with each other and with the packages that they name, and their module
 * scopes run.
 * @throws SubletError `CompileFailed` for imports that cannot be had and for what the browser cannot parse or link;
 * besides, whatever a module scope throws
 */
export async function importDemo(linker: Linker, libraries: Libraries, demo: DemoCode): Promise<unknown> {
  const { base, entry, files } = demo
  const available = [...new Set([...linker.available(), ...linker.libraries])]
  const plan = planImports(demo, linker.importsOf, available)
  await libraries.fetch(plan.packages)

  const urls = new Map<string, string>()
  for (const path of plan.files) {
    const url = linker.urlOf(files[path] ?? '', `${base}${path}`, (specifier) => {
      const file = isRelative(specifier) ? resolveFile(specifier, path, files) : undefined
      return (file === undefined ? undefined : urls.get(file)) ?? linker.url(specifier)
    })
    urls.set(path, url)
  }
  try {
    return await import(/* @vite-ignore */ urls.get(entry) ?? '')
  } catch (error) {
    throw unlinkable(error, linker, base) ?? error
  }
}

/** Undefined for an error that a module scope threw, such as one of `JSON.parse`: its stack has a place in the demo. */
function unlinkable(error: unknown, linker: Linker, base: string): SubletError | undefined {
  if (!(error instanceof SyntaxError)) return undefined
  const stack = linker.named(error.stack ?? '')
  const thrownInDemo = stack.split(base).some((rest, at) => at > 0 && /^[^\s:]+:\d+:\d+/.test(rest))
  if (thrownInDemo) return undefined
  return new SubletError('CompileFailed', linker.named(error.message), { cause: error, stack })
}
