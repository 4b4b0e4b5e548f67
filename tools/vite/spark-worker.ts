import { type Plugin, parseAst } from 'vite'

const SPARK = /\/@sparkjsdev\/spark\/dist\/spark\.module\.js$/

/**
 * Spark, which draws Gaussian splats, carries the script of its worker as a string and starts it from a `blob:` or `data:`
 * address, which the page's policy refuses. Here the same script becomes a file of the site
 * (docs/decisions/0011-splats.md). In the build only, as the policy is.
 */
export function sparkWorker(): Plugin {
  return {
    name: 'sublet:spark-worker',
    apply: 'build',
    transform(code, id) {
      if (!SPARK.test(id)) return undefined
      const { script, withUrl } = takeWorkerOut(code)
      const file = this.emitFile({ type: 'asset', name: 'spark-worker.js', source: script })
      return { code: withUrl(`import.meta.ROLLUP_FILE_URL_${file}`), map: null }
    },
  }
}

export interface TakenOut {
  /** The worker's own. */
  script: string
  /** The module again, which starts the worker from an address. @param url an expression */
  withUrl(url: string): string
}

/**
 * @param code Spark's module
 * @throws where it is not made as it was in 2.2: then the policy would refuse it, at the first file of splats
 */
export function takeWorkerOut(code: string): TakenOut {
  let script: { text: string; start: number; end: number } | undefined
  let wrapper: { start: number; end: number } | undefined
  for (const statement of parseAst(code).body) {
    if (statement.type === 'FunctionDeclaration' && statement.id?.name === 'WorkerWrapper')
      wrapper = statement
    if (statement.type !== 'VariableDeclaration') continue
    for (const { id, init } of statement.declarations) {
      if (id.type !== 'Identifier' || id.name !== 'jsContent') continue
      if (init?.type !== 'Literal' || typeof init.value !== 'string') continue
      script = { text: init.value, start: init.start, end: init.end }
    }
  }
  if (script === undefined || wrapper === undefined || script.end > wrapper.start)
    throw new Error('@sparkjsdev/spark: its worker is not where it was (tools/vite/spark-worker.ts)')
  const [before, between, after] = [
    code.slice(0, script.start),
    code.slice(script.end, wrapper.start),
    code.slice(wrapper.end),
  ]
  return {
    // What its last line names is not beside it.
    script: script.text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
    withUrl: (url) => `${before}''${between}function WorkerWrapper() { return new Worker(${url}) }${after}`,
  }
}
