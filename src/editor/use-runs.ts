import { useEffect, useState } from 'react'
import { type CompiledProject, compileProject } from './compile-files'
import { formatFile } from './format'
import type { Problem } from './problems'
import type { OpenProject } from './project/create-project'
import type { View } from './use-monaco'

/** What an editor gives of a demo: `DemoContent` of src/host/types.ts. */
export type EditedContent = Pick<CompiledProject, 'files' | 'texts'>

interface Options {
  project: OpenProject
  view: View | undefined
  onRun(content: EditedContent): void
  /** Keeps it, and says so in a few words. Rejects with an `Error` when it cannot be kept. */
  onSave(content: EditedContent): Promise<string>
}

export interface Runs {
  /** The errors that a run was refused with; none: no run was. */
  refused: readonly Problem[]
  /** What came of saving, for as long as it is so. */
  said: string
  /** @param anyway with its errors */
  run(anyway?: boolean): Promise<void>
  save(): Promise<void>
}

/** Saving and running: both format, compile and look for errors first. What does not compile is not run unasked. */
export function useRuns({ project, view, onRun, onSave }: Options): Runs {
  const [refused, setRefused] = useState<readonly Problem[]>([])
  const [said, setSaid] = useState('')

  useEffect(
    () =>
      project.state.subscribe(({ files }, before) => {
        // It was said of the texts of before.
        if (files === before.files) return
        setRefused([])
        setSaid('')
      }),
    [project],
  )

  async function compiled(): Promise<CompiledProject | undefined> {
    await formatFile(view)
    return compileProject(project)
  }

  return {
    refused,
    said,
    async run(anyway = false) {
      const made = await compiled()
      if (made === undefined) return
      const errors = anyway ? [] : errorsOf(made)
      setSaid('')
      setRefused(errors)
      if (errors.length === 0) onRun(contentOf(made))
    },
    async save() {
      setSaid('Saving…')
      const made = await compiled()
      if (made === undefined) return
      const { length } = errorsOf(made)
      if (length > 0) setSaid(`Not saved: ${length === 1 ? '1 error' : `${length} errors`}`)
      else
        setSaid(await onSave(contentOf(made)).catch((thrown: unknown) => `Not saved. ${messageOf(thrown)}`))
    },
  }
}

function errorsOf({ fatal, errors }: CompiledProject): Problem[] {
  return [...fatal, ...errors].map((error) => ({ ...error, severity: 'error', rule: undefined }))
}

function contentOf({ files, texts }: CompiledProject): EditedContent {
  return { files, texts }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
