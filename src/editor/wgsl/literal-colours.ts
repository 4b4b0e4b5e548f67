/** The colours of WGSL in the strings of TypeScript, in place of a string's: the theme's own, by the names of its tokens. */
import { editor, languages, type Range } from '../monaco'
import { askWgsl } from './ask-wgsl'
import type { WgslLiteral } from './find-wgsl'
import { literalTokens, type SourceToken } from './literal-tokens'

/** What Monaco's WGSL calls its tokens: the theme knows their colours by these names. */
const TYPES = [
  ...['annotation', 'comment', 'delimiter', 'identifier', 'invalid', 'keyword', 'meta.content', 'number'],
  ...['number.float', 'number.hex', 'operator', 'variable.predefined', 'delimiter.curly'],
  ...['delimiter.parenthesis', 'delimiter.square'],
].map((type) => `${type}.wgsl`)

interface Known {
  version: number
  literals: Promise<readonly WgslLiteral[]>
}

/** Asked again when the text is another one, and not when it is scrolled. */
const known = new WeakMap<editor.ITextModel, Known>()

languages.registerDocumentRangeSemanticTokensProvider('typescript', {
  getLegend: () => ({ tokenTypes: TYPES, tokenModifiers: [] }),
  async provideDocumentRangeSemanticTokens(model, range, cancellation) {
    const version = model.getVersionId()
    const literals = await literalsOf(model, version)
    // Meanwhile the text may have changed, and is asked for again then.
    if (cancellation.isCancellationRequested || model.isDisposed() || model.getVersionId() !== version) {
      return null
    }
    const tokens = literalTokens(literals, (text) => editor.tokenize(text, 'wgsl'))
    return { data: encoded(model, range, tokens) }
  },
})

async function literalsOf(model: editor.ITextModel, version: number): Promise<readonly WgslLiteral[]> {
  const before = known.get(model)
  const literals = before?.version === version ? before.literals : ask(model)
  known.set(model, { version, literals })
  try {
    return await literals
  } catch (thrown) {
    // A worker that comes up later.
    if (known.get(model)?.literals === literals) known.delete(model)
    throw thrown
  }
}

async function ask(model: editor.ITextModel): Promise<readonly WgslLiteral[]> {
  const [, folder = ''] = model.uri.path.split('/')
  const { literals } = await askWgsl(folder)
  const own = literals.filter(({ file }) => file === model.uri.toString())
  // Loads the language: without it, nothing has a colour.
  if (own.length > 0) await editor.colorize('', 'wgsl', {})
  return own
}

/** As Monaco takes them: five numbers for each token, its place counted from the one before. */
function encoded(model: editor.ITextModel, range: Range, tokens: readonly SourceToken[]): Uint32Array {
  const from = model.getOffsetAt({ lineNumber: range.startLineNumber, column: 1 })
  const to = model.getOffsetAt(range.getEndPosition())
  const data: number[] = []
  let [line, column] = [1, 1]
  for (const { start, end, type } of tokens) {
    const index = TYPES.indexOf(type)
    if (index < 0 || start < from || start > to) continue
    const at = model.getPositionAt(start)
    data.push(at.lineNumber - line, at.column - (at.lineNumber === line ? column : 1), end - start, index, 0)
    ;[line, column] = [at.lineNumber, at.column]
  }
  return Uint32Array.from(data)
}
