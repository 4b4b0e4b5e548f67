import type ts from 'typescript'

/** The files of one demo. The compiler is passed in: in the page it is the editor's own, in its worker. */
export interface Sources {
  ts: typeof ts
  checker: ts.TypeChecker
  /** TypeScript that is its own; no declarations of packages. */
  files: readonly ts.SourceFile[]
  /** Text of its `.wgsl` files by URI. */
  shaders: ReadonlyMap<string, string>
  /** URIs of the files that can be marked: those that the editor has open. */
  open: ReadonlySet<string>
}

export interface SourcesOptions {
  /** URI that those of the demo's files begin with. */
  folder: string
  open: readonly string[]
  shaders: readonly (readonly [uri: string, text: string])[]
}

/** What a program has of one demo. */
export function sourcesOf(
  typescript: typeof ts,
  program: ts.Program,
  { folder, open, shaders }: SourcesOptions,
): Sources {
  return {
    ts: typescript,
    checker: program.getTypeChecker(),
    // What stands for a JSON file holds data.
    files: program.getSourceFiles().filter(({ fileName, isDeclarationFile }) => {
      return fileName.startsWith(folder) && !isDeclarationFile && !fileName.endsWith('.json.ts')
    }),
    shaders: new Map(shaders),
    open: new Set(open),
  }
}

/** What a name stands for, and where it is written. */
export interface Named {
  symbol: ts.Symbol
  /** Undefined for what is no part of the demo. */
  declaration: ts.Declaration | undefined
}

/** What `name` stands for, through imports from the demo's other files. */
export function named(sources: Sources, name: ts.Node): Named | undefined {
  const { ts, checker, files } = sources
  const found =
    ts.isIdentifier(name) && ts.isShorthandPropertyAssignment(name.parent)
      ? checker.getShorthandAssignmentValueSymbol(name.parent)
      : checker.getSymbolAtLocation(name)
  if (found === undefined) return undefined
  // All `.wgsl` files are one and the same declaration to the compiler: the import tells them apart.
  const isAlias = (found.flags & ts.SymbolFlags.Alias) !== 0 && shaderImported(sources, found) === undefined
  const symbol = isAlias ? checker.getAliasedSymbol(found) : found
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0]
  return {
    symbol,
    declaration: files.some((file) => file === declaration?.getSourceFile()) ? declaration : undefined,
  }
}

/** URI of the `.wgsl` file that a name of `import name from './file.wgsl'` stands for. */
export function shaderImported({ ts }: Sources, symbol: ts.Symbol): string | undefined {
  const clause = symbol.declarations?.[0]
  if (clause === undefined || !ts.isImportClause(clause)) return undefined
  const { parent } = clause
  if (!ts.isImportDeclaration(parent) || !ts.isStringLiteral(parent.moduleSpecifier)) return undefined
  const { text } = parent.moduleSpecifier
  return /^\.\.?\/.*\.wgsl$/.test(text) ? new URL(text, clause.getSourceFile().fileName).href : undefined
}

/** The initializer of a `const`; nothing else is known to stay as it was written. */
export function constantOf(
  { ts }: Sources,
  declaration: ts.Declaration | undefined,
): ts.Expression | undefined {
  if (declaration === undefined) return undefined
  if (ts.isExportAssignment(declaration)) return declaration.expression
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const
  return isConst ? declaration.initializer : undefined
}
