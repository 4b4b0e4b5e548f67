import type ts from 'typescript'
import { allNodes, type Code, isUse } from './code'
import { secondsOf, sizeFactor } from './declared'
import { constantValue } from './functions'
import { type GpuFunction, readGpuFunctions } from './gpu-functions'
import { propertyOf } from './handlers'
import { importedAs } from './imports'
import { type ModelCreation, modelCreations } from './models'
import { sourceProgram } from './source-program'

/** What can be read, or the code that decides when it runs. */
export type Read<T> = { value: T } | { code: string }

interface Place {
  path: string
  /** 1-based. */
  line: number
}

export interface GpuFacts extends Place {
  /** Undefined where the runner makes up a name. */
  name: string | undefined
  seconds: Read<number>
  size: Read<'large' | 'xlarge'>
}

export interface ModelFacts extends Place {
  /** `ort.InferenceSession.create`, `pipeline`. */
  by: string
  name: Read<string>
}

/** What the sources of a demo declare, as they stand. */
export interface DemoFacts {
  gpu: GpuFacts[]
  models: ModelFacts[]
  /** Where `sublet` is used in a way that hides what it declares. */
  hidden: (Place & { code: string })[]
}

const LONGEST_CODE = 300

/** Reads the sources of a demo, without running or compiling anything. @param typescript the compiler */
export function readDemoFacts(
  typescript: typeof ts,
  sources: readonly { path: string; source: string }[],
): DemoFacts {
  const facts: DemoFacts = { gpu: [], models: [], hidden: [] }
  for (const { path, code } of sourceProgram(typescript, sources)) {
    const at = (node: ts.Node): Place => ({
      path,
      line: code.file.getLineAndCharacterOfPosition(node.getStart(code.file)).line + 1,
    })
    const gpuFunctions = readGpuFunctions(code)
    facts.gpu.push(...gpuFunctions.map((gpu) => ({ ...at(gpu.mark), ...declared(code, gpu) })))
    facts.models.push(
      ...modelCreations(code, code.file).map((creation) => ({
        ...at(creation.call),
        by: creation.text,
        name: modelName(code, creation),
      })),
    )
    const read = new Set<ts.Node>(gpuFunctions.map(({ mark }) => mark))
    facts.hidden.push(
      ...hiddenUses(code)
        .filter((node) => !read.has(node))
        .map((node) => ({ ...at(node), code: textOf(code, node.parent) })),
    )
  }
  return facts
}

function declared(code: Code, gpu: GpuFunction): Pick<GpuFacts, 'name' | 'seconds' | 'size'> {
  const { name, options, call } = gpu
  const given = call?.arguments[0]
  if (given !== undefined && (gpu.opaque || (options !== undefined && !isPlain(code, options)))) {
    const whole = { code: textOf(code, given) }
    return { name, seconds: whole, size: whole }
  }
  const seconds = secondsOf(code, gpu)
  const factor = sizeFactor(code, gpu)
  return {
    name,
    seconds: seconds === undefined ? decidedBy(code, gpu, 'duration') : { value: seconds },
    size: factor === undefined ? decidedBy(code, gpu, 'size') : { value: factor === 2 ? 'xlarge' : 'large' },
  }
}

/** Each property once, by a name that stands there: of two with one name the last counts, and a name can be computed. */
function isPlain({ ts }: Code, options: ts.ObjectLiteralExpression): boolean {
  const names = options.properties.map(({ name, kind }) =>
    name !== undefined && ts.isIdentifier(name) && kind !== ts.SyntaxKind.GetAccessor ? name.text : '',
  )
  return !names.includes('') && new Set(names).size === names.length
}

function decidedBy(code: Code, { options }: GpuFunction, name: string): { code: string } {
  const value = options && propertyOf(code, options, name)
  return { code: value === undefined ? '' : textOf(code, value) }
}

function modelName(code: Code, { call, kind }: ModelCreation): Read<string> {
  const given = call.arguments[kind === 'pipeline' ? 1 : 0]
  if (given === undefined) return { code: textOf(code, call) }
  const value = constantValue(code, given)
  return code.ts.isStringLiteralLike(value) ? { value: value.text } : { code: textOf(code, given) }
}

/** `GPU` under another name, all of `sublet` as a value, `sublet` by way of another file or at run time. */
function hiddenUses(code: Code): ts.Node[] {
  const { ts, file } = code
  return allNodes(code, file).filter((node) => {
    if (ts.isStringLiteral(node) && node.text === 'sublet') return !ts.isImportDeclaration(node.parent)
    if (ts.isPropertyAccessExpression(node)) {
      const imported = importedAs(code, node)
      return imported?.from === 'sublet' && imported.path.join() === 'GPU'
    }
    const { parent } = node
    if (!ts.isIdentifier(node) || ts.isImportSpecifier(parent)) return false
    if (!ts.isExportSpecifier(parent) && !isUse(code, node)) return false
    const imported = importedAs(code, node)
    if (imported?.from !== 'sublet') return false
    return imported.path.length === 0
      ? !ts.isPropertyAccessExpression(parent)
      : imported.path.join() === 'GPU'
  })
}

function textOf({ file }: Code, node: ts.Node): string {
  const text = node.getText(file)
  return text.length > LONGEST_CODE ? `${text.slice(0, LONGEST_CODE)}…` : text
}
