import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'

const PACKAGE = 'node_modules/onnxruntime-web'
const ENTRY = resolve('e2e/ort/__entry.ts')
const ENTRY_SOURCE = `
import * as ort from 'onnxruntime-web'
export declare const exported: typeof ort
export declare const types: {
  'InferenceSession': ort.InferenceSession
  'SessionOptions': ort.InferenceSession.SessionOptions
  'RunOptions': ort.InferenceSession.RunOptions
  'ValueMetadata': ort.InferenceSession.TensorValueMetadata
  'ExternalDataFileDescription': ort.ExternalDataFileDescription
  'executionProviders': ort.InferenceSession.ExecutionProviderOptionMap
  'WebGpuExecutionProviderOption': ort.InferenceSession.WebGpuExecutionProviderOption
  'CpuExecutionProviderOption': ort.InferenceSession.CpuExecutionProviderOption
  'WebAssemblyExecutionProviderOption': ort.InferenceSession.WebAssemblyExecutionProviderOption
  'preferredOutputLocation': Record<ort.Tensor.DataLocation, true>
  'Tensor': ort.Tensor
  'TensorConstructor': ort.TensorConstructor
  'TensorFromImageDataOptions': ort.TensorFromImageDataOptions
  'TensorFromUrlOptions': ort.TensorFromUrlOptions
  'TensorFromTextureOptions': ort.TensorFromTextureOptions<'float32'>
  'TensorFromGpuBufferOptions': ort.TensorFromGpuBufferOptions<'float32'>
  'TensorFromMLTensorOptions': ort.TensorFromMLTensorOptions<'float32'>
  'TensorToDataUrlOptions': ort.TensorToDataUrlOptions
  'TensorToImageDataOptions': ort.TensorToImageDataOptions
  'Env': ort.Env
  'Env.versions': ort.Env['versions']
  'WebAssemblyFlags': ort.Env.WebAssemblyFlags
  'WasmFilePaths': ort.Env.WasmFilePaths
  'WebGLFlags': ort.Env.WebGLFlags
  'WebGpuFlags': ort.Env.WebGpuFlags
  'WebGpuFlags.profiling': ort.Env.WebGpuFlags['profiling']
}
export declare const overloads: {
  'InferenceSession.create': ort.InferenceSessionFactory['create']
  'session.run': ort.InferenceSession['run']
}
`

/**
 * The public API of the installed ONNX Runtime Web, as its declarations have it: exports, members of the types that a
 * handler meets, overloads, and the sub-paths of the package.
 */
export function publicApi(): string[] {
  const { checker, exports } = compile()
  const propertiesOf = (name: string): ts.Symbol[] =>
    checker.getTypeOfSymbol(found(exports, name)).getProperties()
  const members = propertiesOf('types').flatMap((type) => {
    const apparent = checker.getApparentType(checker.getTypeOfSymbol(type))
    const made = apparent.getConstructSignatures().length > 0 ? [`${type.name}.new`] : []
    return [...made, ...checker.getPropertiesOfType(apparent).map((member) => `${type.name}.${member.name}`)]
  })
  const overloads = propertiesOf('overloads').flatMap((fn) =>
    checker
      .getTypeOfSymbol(fn)
      .getCallSignatures()
      .map((signature) => `${fn.name}${parameters(checker, signature)}`),
  )
  const names = propertiesOf('exported').map(({ name }) => `export ${name}`)
  return [...subPaths(), ...names, ...overloads, ...members]
}

function compile(): { checker: ts.TypeChecker; exports: ts.Symbol[] } {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: ['@webgpu/types'],
    strict: true,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (file) => file === ENTRY || fileExists(file)
  host.getSourceFile = (file, language, ...rest) =>
    file === ENTRY
      ? ts.createSourceFile(ENTRY, ENTRY_SOURCE, language)
      : getSourceFile.call(host, file, language, ...rest)
  const program = ts.createProgram([ENTRY], options, host)
  const source = program.getSourceFile(ENTRY)
  const wrong = ts.getPreEmitDiagnostics(program, source).map(({ messageText }) => messageText)
  const checker = program.getTypeChecker()
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined || wrong.length > 0)
    throw new Error(`the declarations do not fit: ${wrong.join('; ')}`)
  return { checker, exports: checker.getExportsOfModule(module) }
}

function found(symbols: readonly ts.Symbol[], name: string): ts.Symbol {
  const symbol = symbols.find((candidate) => candidate.name === name)
  if (symbol === undefined) throw new Error(`there is no ${name}`)
  return symbol
}

function parameters(checker: ts.TypeChecker, signature: ts.Signature): string {
  const names = signature.getParameters().map((parameter) => {
    const type = checker.typeToString(checker.getTypeOfSymbol(parameter))
    return parameter.name === 'buffer' ? `buffer: ${type.replace(/<.*/, '')}` : parameter.name
  })
  return `(${names.join(', ')})`
}

/** Import paths of the package, less its files of WebAssembly and its own package.json. */
function subPaths(): string[] {
  const { exports }: { exports: Record<string, unknown> } = JSON.parse(
    readFileSync(`${PACKAGE}/package.json`, 'utf8'),
  )
  return Object.keys(exports).map((path) => `import onnxruntime-web${path.slice(1)}`)
}
