/** The types of packages that the editor's TypeScript knows; the files of demos are models of the editor. */
import { handlerTypes, libraryTypes } from 'virtual:sublet/handler-types'
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register.js'

const types = new Map(Object.entries(handlerTypes))
const loading = new Map<string, Promise<void>>()

/** Tells the TypeScript worker of the types that are there from the start. */
export function setTypes(): void {
  typescriptDefaults.setExtraLibs([...types].map(([filePath, content]) => ({ filePath, content })))
}

/**
 * Loads the types of the packages that these texts name; resolves when the worker knows them. What fails to load is tried
 * again by the next call.
 */
export async function loadTypes(sources: readonly string[]): Promise<void> {
  const named = Object.keys(libraryTypes).filter((name) => sources.some((source) => names(source, name)))
  await Promise.all(named.map((name) => loadOnce(name, async () => (await libraryTypes[name]?.()) ?? {})))
}

function names(source: string, packageName: string): boolean {
  return ["'", '"', '`'].some((quote) =>
    [quote, '/'].some((end) => source.includes(`${quote}${packageName}${end}`)),
  )
}

function loadOnce(name: string, load: () => Promise<Record<string, string>>): Promise<void> {
  const known = loading.get(name)
  if (known !== undefined) return known
  const made = add(load()).catch((error: unknown) => {
    loading.delete(name)
    throw error
  })
  loading.set(name, made)
  return made
}

async function add(found: Promise<Record<string, string>>): Promise<void> {
  const entries = Object.entries(await found)
  if (entries.length === 0) return
  for (const [filePath, content] of entries) types.set(filePath, content)
  const told = Promise.withResolvers<void>()
  const listening = typescriptDefaults.onDidExtraLibsChange(() => told.resolve())
  setTypes()
  await told.promise
  listening.dispose()
}
