/** Monaco with just what handlers need: TypeScript with our types, and the editor's own features. */
import 'monaco-editor/features/register.all.js'
import 'monaco-editor/languages/definitions/typescript/register.js'
import {
  editor,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  Range,
  Uri,
} from 'monaco-editor/editor/editor.api.js'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import {
  getTypeScriptWorker,
  ModuleKind,
  ModuleResolutionKind,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js'
import HandlerWorker from './handler.worker?worker'
import { setTypes } from './types'

export { editor, getTypeScriptWorker, KeyCode, KeyMod, languages, MarkerSeverity, Range, Uri }

self.MonacoEnvironment = {
  getWorker: (_moduleId, label) => (label === 'typescript' ? new HandlerWorker() : new EditorWorker()),
}

/** `ts.ScriptTarget.ES2022`, as the build compiles demos; Monaco's enum stops short of it, its compiler does not. */
const ES2022 = 9

const options = {
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.NodeJs,
  strict: true,
  allowNonTsExtensions: true,
  sourceMap: true,
}
typescriptDefaults.setCompilerOptions(Object.assign(options, { target: ES2022 }))
setTypes()
// Models of the editor are the program: the worker is told of each at once, so that a compile sees the last key.
typescriptDefaults.setEagerModelSync(true)
