import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import sirv from 'sirv'
import { build } from 'vite'
import type { Handler } from './editor/page'

const FOLDER = 'e2e/editor/handlers'
const OUT = `.cache/e2e-handlers-${process.env.SUBLET_E2E_PORT ?? 4199}`

const handlers: Handler[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => ({
    name: path.replace(/\.ts$/, '').replaceAll('\\', '/'),
    source: readFileSync(join(FOLDER, path), 'utf8'),
  }))

let server: Server
let url: string

// It builds a site.
test.describe.configure({ timeout: 180_000 })

test.beforeAll(async () => {
  // The editor's own modules as the site builds them, and beside its page one that asks them about files.
  await build({
    logLevel: 'warn',
    build: {
      outDir: OUT,
      rolldownOptions: {
        input: { index: 'index.html', handlers: 'e2e/editor/page.ts' },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  await mkdir(OUT, { recursive: true })
  await writeFile(
    join(OUT, 'handlers.html'),
    '<!doctype html><script type="module" src="./handlers.js"></script>',
  )
  const files = sirv(OUT)
  server = createServer((request, response) => files(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  url = `http://127.0.0.1:${address.port}/handlers.html`
})

test.afterAll(async () => {
  const ended = new Promise((done) => server.close(done))
  server.closeAllConnections()
  await ended
})

/** What a handler's comments at its end say: `// expect: LINE PART OF THE MESSAGE` and `// rule: ID`. */
function expectations(source: string) {
  const errors = [...source.matchAll(/^\/\/ expect: (\d+) (.+)$/gm)].map(([, line, part = '']) => ({
    line: Number(line),
    part,
  }))
  const rules = [...source.matchAll(/^\/\/ rule: (.+)$/gm)].map(([, id = '']) => id)
  return { errors, rules }
}

test('handlers in the manner of the libraries’ documentation compile, or the error is right', async ({
  page,
}) => {
  expect(handlers.length).toBeGreaterThanOrEqual(50)
  await page.goto(url)
  await page.waitForFunction(() => 'checkHandlers' in window)
  const checked = await page.evaluate((all) => window.checkHandlers(all), handlers)
  const wrong: string[] = []
  for (const [at, { name, errors, rules }] of checked.entries()) {
    const expected = expectations(handlers[at]?.source ?? '')
    const unmet = expected.errors.filter(
      ({ line, part }) => !errors.some((error) => error.line === line && error.message.includes(part)),
    )
    const unexpected = errors.filter(
      (error) =>
        !expected.errors.some(({ line, part }) => error.line === line && error.message.includes(part)),
    )
    wrong.push(
      ...unexpected.map(({ line, message }) => `${name}.ts:${line} ${message}`),
      ...unmet.map(({ line, part }) => `${name}.ts:${line} has no error with “${part}”`),
    )
    if (`${rules.toSorted()}` !== `${expected.rules.toSorted()}`)
      wrong.push(`${name}.ts: the rules say [${rules}], expected is [${expected.rules}]`)
  }
  expect(wrong, wrong.join('\n')).toEqual([])
})
