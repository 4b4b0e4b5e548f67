// node tools/screenshot.mjs: draws a digit in the built site (dist/) and writes docs/screenshot.png for the README.
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { chromium } from '@playwright/test'
import sirv from 'sirv'
import { launchOptions } from './browser/chromium.mjs'

const FIVE = [
  [190, 48],
  [100, 48],
  [92, 130],
  [150, 115],
  [195, 150],
  [190, 205],
  [145, 235],
  [85, 220],
]

const serve = sirv('dist')
const server = createServer((request, response) =>
  serve(request, response, () => response.writeHead(404).end()),
)
server.listen(0, '127.0.0.1')
await once(server, 'listening')

const browser = await chromium.launch(launchOptions())
const page = await browser.newPage({ viewport: { width: 1440, height: 1120 }, colorScheme: 'light' })
await page.goto(`http://127.0.0.1:${server.address().port}/#/d/digits`)
const pad = page.getByLabel('Draw a digit').first()
await pad.waitFor()
const draw = async () => {
  const box = await pad.boundingBox()
  for (const [i, [x, y]] of FIVE.entries()) {
    await page.mouse.move(box.x + (x * box.width) / 280, box.y + (y * box.height) / 280, { steps: 8 })
    if (i === 0) await page.mouse.down()
  }
  await page.mouse.up()
}
const run = async () => {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.locator('[data-phase="done"] [data-label]').first().waitFor()
}
await draw()
// The first run compiles the shaders; the second is what a visitor sees from then on.
await run()
await run()
await page.getByRole('button', { name: /^Edit/ }).click()
await page.locator('[data-ready="true"] .view-line').first().waitFor()
// Coloured, that is: the tokenizer has come.
await page.waitForFunction(() => {
  const tokens = document.querySelectorAll('.view-line span[class^="mtk"]')
  return new Set([...tokens].map((token) => token.className)).size > 4
})
mkdirSync('docs', { recursive: true })
await page.screenshot({ path: 'docs/screenshot.png' })
await browser.close()
server.close()
