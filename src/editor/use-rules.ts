import { useState } from 'react'
import type { editor } from './monaco'
import type { OpenProject } from './project/create-project'
import { findRules } from './rule-findings'
import { markFindings } from './rule-markers'
import type { Facts, Finding } from './rules/rule'
import { useChecks } from './use-checks'

type Found = readonly (readonly [editor.ITextModel, readonly Finding[]])[]

/**
 * Keeps the markers of the rules as the texts are.
 * @returns why the rules cannot be asked; undefined while they can
 */
export function useRules(project: OpenProject, facts: Facts): string | undefined {
  const [failure, setFailure] = useState<string>()
  useChecks<Found>(
    project,
    {
      find: (_, files) =>
        Promise.all(
          files
            .flatMap(({ path }) => (path.endsWith('.ts') ? (project.model(path) ?? []) : []))
            .map(async (model) => [model, await findRules(model, facts)] as const),
        ),
      onFound(found) {
        for (const [model, findings] of found) markFindings(model, findings)
        setFailure(undefined)
      },
      onFailed: (cause) => setFailure(`The rules could not be asked: ${cause}`),
    },
    facts,
  )
  return failure
}
