import { readFile } from 'node:fs/promises'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { takeWorkerOut } from './spark-worker.ts'

test('Spark starts no worker from an address of its own making', async () => {
  const spark = await readFile('node_modules/@sparkjsdev/spark/dist/spark.module.js', 'utf8')
  const { script, withUrl } = takeWorkerOut(spark)
  const code = withUrl("'worker.js'")
  expect(() => parseAst(code)).not.toThrow()
  expect(() => parseAst(script)).not.toThrow()
  expect(code.match(/new Worker\([^)]*\)/g)).toEqual(["new Worker('worker.js')"])
  expect(code).not.toMatch(/createObjectURL|data:text\/javascript/)
  // What the page calls in it.
  for (const call of ['loadPackedSplats', 'sortSplats32', 'init-wasm']) expect(script).toContain(call)
  expect(script).not.toContain('sourceMappingURL')
})

test('a Spark that is made in another way is told at the build', () => {
  expect(() => takeWorkerOut('const jsContent = readIt()\nfunction WorkerWrapper() {}')).toThrow(
    'its worker is not where it was',
  )
})
