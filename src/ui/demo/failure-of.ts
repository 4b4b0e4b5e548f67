import type { Failure } from '../../editor/use-failure'
import type { DemoFile, WireError } from '../../host/types'
import { stackLines } from '../elements/stack-lines'

/**
 * Where in a demo's files an error is from, as its stack has it.
 * @param files that ran
 */
export function failureOf({ code, message, stack }: WireError, files: readonly DemoFile[]): Failure {
  const sources = new Map(files.map(({ path, source }) => [path, source]))
  const places = stackLines(stack, message).flatMap(({ place }) => {
    const [path = '', line, column] = place?.split(':') ?? []
    const source = sources.get(path)
    return source === undefined ? [] : [{ path, line: Number(line), column: Number(column), source }]
  })
  // Who stops a run knows why it ended.
  return { message, places: code === 'Cancelled' ? [] : places }
}
