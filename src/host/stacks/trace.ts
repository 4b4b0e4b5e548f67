import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'

/** Where a place in compiled code comes from; both 1-based. Undefined when the map does not say. */
export type Trace = (line: number, column: number) => { line: number; column: number } | undefined

/** @param map source map of one file, version 3, as JSON; parsed when it is first needed */
export function traceBy(map: string): Trace {
  let parsed: TraceMap | undefined
  return (line, column) => {
    parsed ??= new TraceMap(map)
    const found = originalPositionFor(parsed, { line, column: column - 1 })
    return found.line === null ? undefined : { line: found.line, column: found.column + 1 }
  }
}
