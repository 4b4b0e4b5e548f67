import type ts from 'typescript'
import type { Code } from './reading/code'
import type { Edit } from './reading/edit'
import type { GpuFunction } from './reading/gpu-functions'
import type { HandlerFunction } from './reading/handlers'

/** What past runs told of one GPU function. */
export interface FunctionFacts {
  /** Of the seconds that were charged, before the size factor. */
  p95Seconds: number
  runs: number
  /** The most that was held at once, and what might have been; absent: it was not measured. */
  peakHeldBytes?: number
  sliceBytes?: number
  /** Of the lease, from 0 to 1, while the GPU had nothing to do; absent: it was not measured. */
  cpuShare?: number
}

export interface Facts {
  /** By the function's name, as the ledger has it. */
  functions: Readonly<Record<string, FunctionFacts>>
  /** The longest call of the visitor's tier, after the size factor; absent: it is not known. */
  tierCapSeconds?: number
}

export interface RuleContext extends Code {
  facts: Facts
  /** Bare specifiers that a handler may import. */
  importable: readonly string[]
  /** Every function that the file wraps in `GPU`. */
  gpuFunctions: readonly GpuFunction[]
  /** The functions behind Run, and behind the events of Blocks. */
  handlers: readonly HandlerFunction[]
}

export interface Fix {
  title: string
  edits: readonly Edit[]
}

export interface Finding {
  /** `Rule.id`, and the heading of its section in docs/rules.md. */
  rule: string
  start: number
  end: number
  /** `error`: it fails when it runs. `warning`: it goes wrong at times, or costs. `info`: it could be better. */
  severity: 'error' | 'warning' | 'info'
  /** One sentence, with the numbers. */
  message: string
  fix?: Fix
}

/** A rule knows one file, and never throws: what it cannot read it leaves alone, since a false alarm is worse than a miss. */
export interface Rule {
  id: string
  check(context: RuleContext): Finding[]
}

/** What a rule found at `node`. */
export function findingAt(
  { file }: Code,
  node: ts.Node,
  found: Omit<Finding, 'start' | 'end' | 'fix'> & { fix?: Fix | undefined },
): Finding {
  const { fix, ...rest } = found
  return { ...rest, start: node.getStart(file), end: node.getEnd(), ...(fix !== undefined && { fix }) }
}
