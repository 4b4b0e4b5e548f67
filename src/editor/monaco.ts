/** Monaco with just what demos need: TypeScript with our types, JSON, Markdown, and the editor's own features. */
import 'monaco-editor/features/register.all.js'
import 'monaco-editor/languages/definitions/markdown/register.js'
import 'monaco-editor/languages/definitions/typescript/register.js'
import 'monaco-editor/languages/definitions/wgsl/register.js'
import {
  editor,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  MarkerTag,
  Range,
  Uri,
} from 'monaco-editor/editor/editor.api.js'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import JsonWorker from 'monaco-editor/languages/features/json/json.worker.js?worker'
import { getWorker as getJsonWorker, jsonDefaults } from 'monaco-editor/languages/features/json/register.js'
import {
  getTypeScriptWorker,
  ModuleKind,
  ModuleResolutionKind,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js'
import HandlerWorker from './handler.worker?worker'
import { setTypes } from './types'

export {
  editor,
  getJsonWorker,
  getTypeScriptWorker,
  KeyCode,
  KeyMod,
  languages,
  MarkerSeverity,
  MarkerTag,
  Range,
  Uri,
}

self.MonacoEnvironment = {
  getWorker(_moduleId, label) {
    if (label === 'typescript') return new HandlerWorker()
    return label === 'json' ? new JsonWorker() : new EditorWorker()
  },
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
// As a runner reads it: by JSON.parse.
jsonDefaults.setDiagnosticsOptions({ validate: true, allowComments: false, trailingCommas: 'error' })
// Models of the editor are the program: the worker is told of each at once, so that a compile sees the last key.
typescriptDefaults.setEagerModelSync(true)
