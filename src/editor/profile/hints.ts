import { editor, Range } from '../monaco'
import { createRuleChecks } from '../rule-checks'
import { gpuFunctionsIn, type MarkedFunction } from './gpu-functions-in'
import { hintText, hoverText } from './hint-text'
import styles from './hints.module.css'
import type { PastRuns } from './past-run'
import { statsOf } from './stats'

/** Long enough that nobody is still typing. */
const PAUSE = 300
/** No-break spaces, which the end of a line does not swallow. */
const GAP = '\u00a0\u00a0'
const LINK = 'Show the last run'

/** What past runs took, at the end of the line of each GPU function of one file. */
export interface ProfileHints {
  show(runs: PastRuns): void
  /** The function on this line that has a hint. */
  on(line: number): string | undefined
  /** Idempotent. */
  close(): void
}

/** Where a hint is; it moves with the text. */
interface Hint {
  name: string
  decoration: string
}

export function createProfileHints(model: editor.ITextModel): ProfileHints {
  let runs: PastRuns = new Map()
  let found: readonly MarkedFunction[] = []
  let hints: Hint[] = []
  let decorations: string[] = []

  function draw(): void {
    if (model.isDisposed()) return
    const texts = found.flatMap((marked) => {
      const stats = statsOf(runs.get(marked.name) ?? [])
      return stats === undefined
        ? []
        : [{ ...marked, text: hintText(stats), hover: hoverText(marked.name, stats) }]
    })
    decorations = model.deltaDecorations(
      decorations,
      texts.flatMap(({ at, text, hover }) => decorationsOf(model, at, text, hover)),
    )
    hints = texts.flatMap(({ name }, index) => {
      const decoration = decorations[2 * index]
      return decoration === undefined ? [] : [{ name, decoration }]
    })
  }

  const checks = createRuleChecks({
    find: () => gpuFunctionsIn(model),
    version: () => (model.isDisposed() ? -1 : model.getVersionId()),
    onFound(functions) {
      found = functions
      draw()
    },
    // The rules ask the same worker, and tell when it cannot be asked.
    onFailed: () => undefined,
    delay: PAUSE,
  })
  const editing = model.onDidChangeContent(() => {
    if (runs.size > 0) checks.changed()
  })

  return {
    show(next) {
      if (next === runs) return
      runs = next
      draw()
      if (runs.size > 0) checks.changed()
    },
    on: (line) =>
      hints.find(({ decoration }) => model.getDecorationRange(decoration)?.startLineNumber === line)?.name,
    close() {
      editing.dispose()
      checks.close()
      if (!model.isDisposed()) model.deltaDecorations(decorations, [])
      decorations = []
    },
  }
}

/** The hint and the link behind it, at the end of the line. */
function decorationsOf(
  model: editor.ITextModel,
  at: number,
  text: string,
  hover: string,
): editor.IModelDeltaDecoration[] {
  const { lineNumber, column } = model.getPositionAt(at)
  const end = model.getLineMaxColumn(lineNumber)
  const injected = (content: string, inlineClassName: string | undefined): editor.InjectedTextOptions => ({
    content,
    inlineClassName: inlineClassName ?? null,
    inlineClassNameAffectsLetterSpacing: true,
    cursorStops: editor.InjectedTextCursorStops.None,
  })
  return [
    {
      // The word GPU has a hover of its own.
      range: new Range(lineNumber, Math.max(column, end - 1), lineNumber, end),
      options: { after: injected(`${GAP}${text}${GAP}`, styles.hint), hoverMessage: { value: hover } },
    },
    {
      range: new Range(lineNumber, end, lineNumber, end),
      options: { after: injected(LINK, styles.link), showIfCollapsed: true },
    },
  ]
}
