import type { DemoFile } from '../types'
import { foldFrames } from './fold'
import { traceBy } from './trace'

/** Makes a stack, or a text that holds one, speak of the files that the author wrote. */
export type ReadableStack = (text: string) => string

/**
 * Places in a demo's compiled files become places in their TypeScript: `sublet:///demo/handler.ts:9:11` becomes
 * `handler.ts:12:5`. Frames of our own code are left out.
 *
 * @param base before the path of each file, in stacks
 */
export function openStacks(base: string, files: readonly Pick<DemoFile, 'path' | 'map'>[]): ReadableStack {
  const traces = new Map(
    files.filter(({ map }) => map !== '').map(({ path, map }) => [path, traceBy(map)] as const),
  )
  const place = new RegExp(`${escaped(base)}([^\\s:()'"]+)(?::(\\d+):(\\d+))?`, 'g')
  return (text) =>
    foldFrames(text, base).replaceAll(place, (_, path: string, line?: string, column?: string) => {
      if (line === undefined || column === undefined) return path
      const found = traces.get(path)?.(Number(line), Number(column))
      return `${path}:${found?.line ?? line}:${found?.column ?? column}`
    })
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
