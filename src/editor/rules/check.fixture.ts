import { resolve } from 'node:path'
import ts from 'typescript'
import { createContext } from './context'
import type { Facts, Finding, Rule } from './rule'
import { checkRules } from './rules'

const HANDLER = resolve('src/editor/rules/handler.example.ts')

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['@webgpu/types'],
  paths: { sublet: ['./src/sdk/index.ts'] },
}

/** As `virtual:sublet/runtime` tells the editor. */
export const IMPORTABLE = [
  ...['sublet', 'onnxruntime-web', 'onnxruntime-web/wasm', 'onnxruntime-web/webgpu', 'onnxruntime-common'],
  ...['@huggingface/transformers', 'three', 'typegpu', 'typegpu/data'],
]

export const NO_FACTS: Facts = { functions: {} }

/** All but the handler is read once: the declarations of libraries are most of the work. */
const read = new Map<string, ts.SourceFile>()
let last: ts.Program | undefined

function compile(source: string, path = HANDLER): ts.Program {
  const host = ts.createCompilerHost(OPTIONS)
  const readFile = host.getSourceFile
  host.getSourceFile = (name, languageVersion, ...rest) => {
    if (name === path) return ts.createSourceFile(name, source, languageVersion, true)
    const known = read.get(name) ?? readFile(name, languageVersion, ...rest)
    if (known !== undefined) read.set(name, known)
    return known
  }
  const { fileExists } = host
  host.fileExists = (name) => name === path || fileExists(name)
  last = ts.createProgram({ rootNames: [path], options: OPTIONS, host, ...(last && { oldProgram: last }) })
  return last
}

function contextOf(source: string, facts: Facts, path = HANDLER) {
  const program = compile(source, path)
  const file = program.getSourceFile(path)
  if (file === undefined) throw new Error('The handler is no part of the program.')
  return { ts, file, checker: program.getTypeChecker(), facts, importable: IMPORTABLE }
}

/** What all rules say of a handler. @param path where it lies, absolute: it imports what lies there */
export function checked(source: string, facts = NO_FACTS, path = HANDLER): Finding[] {
  return checkRules(contextOf(source, facts, path))
}

/** The code that one rule marks. */
export function marked(rule: Rule, source: string, facts = NO_FACTS): string[] {
  return rule.check(createContext(contextOf(source, facts))).map(({ start, end }) => source.slice(start, end))
}

/** The source after the fix of the first finding of one rule; undefined where it offers none. */
export function fixed(rule: Rule, source: string, facts = NO_FACTS): string | undefined {
  const [finding] = rule.check(createContext(contextOf(source, facts)))
  return finding?.fix && applied(source, finding.fix.edits)
}

export function applied(
  source: string,
  edits: readonly { start: number; end: number; text: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), source)
}

/** What the compiler says of a handler: `line: message`. */
export function typeErrors(source: string): string[] {
  const program = compile(source)
  const file = program.getSourceFile(HANDLER)
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    ({ start = 0, messageText }) =>
      `${source.slice(0, start).split('\n').length}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  )
}
