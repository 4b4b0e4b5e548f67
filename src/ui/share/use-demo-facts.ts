import { useEffect, useState } from 'react'
import type { DemoFacts } from '../../editor/read-demo'

/** What the sources declare; undefined while they are read, a text for why they cannot be. */
export type FactsState = DemoFacts | string | undefined

type Sources = readonly { path: string; source: string }[]

/** More is no source that a person wrote, and would keep the compiler busy. */
const MOST_CHARACTERS = 1_000_000

/** Read by a compiler of their own, after the page has drawn them: it is megabytes. */
export function useDemoFacts(sources: Sources): FactsState {
  const [facts, setFacts] = useState<FactsState>()
  useEffect(() => {
    const left = new AbortController()
    read(sources, left.signal).then(
      (found) => !left.signal.aborted && setFacts(found),
      (thrown: unknown) =>
        !left.signal.aborted && setFacts(thrown instanceof Error ? thrown.message : String(thrown)),
    )
    return () => left.abort(new Error('It is not looked at any more.'))
  }, [sources])
  return facts
}

async function read(sources: Sources, signal: AbortSignal): Promise<DemoFacts> {
  const code = sources.filter(({ path }) => path.endsWith('.ts'))
  const characters = code.reduce((sum, { source }) => sum + source.length, 0)
  if (characters > MOST_CHARACTERS)
    throw new Error(`It has ${characters} characters, and at most ${MOST_CHARACTERS} are read.`)
  const { readDemo } = await import('../../editor/read-demo')
  return readDemo(code, signal)
}
