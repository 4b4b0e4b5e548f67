import { createServer, type ViteDevServer } from 'vite'
import { expect, test } from './site'

let server: ViteDevServer

test.beforeAll(async () => {
  server = await createServer({ server: { port: 4198 }, cacheDir: '.cache/e2e-vite', logLevel: 'warn' })
  await server.listen()
})

test.afterAll(() => server.close())

test('the dev server gives the same page, runner and model', async ({ context }) => {
  const page = await context.newPage()
  await page.goto(`${server.resolvedUrls?.local[0]}#/d/digits`)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled({ timeout: 60_000 })
  const [probabilities] = await page.evaluate(() => window.sublet.predict('digits', [new ImageData(8, 8)]))
  expect(probabilities).toHaveLength(10)
})
