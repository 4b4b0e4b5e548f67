// node tools/icons.mjs: draws public/icons/*.png, which are committed. The picture is that of index.html's favicon.
import { mkdir } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { launchOptions } from './browser/chromium.mjs'

/** A maskable icon may be cut to a circle: its ground fills the square, and the picture lies in the safe middle. */
const ICONS = [
  { name: '192', size: 192, inset: 0, ground: 'transparent' },
  { name: '512', size: 512, inset: 0, ground: 'transparent' },
  { name: 'maskable', size: 512, inset: 0.2, ground: '#f6f7f5' },
]

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="100%" height="100%">
  <defs><clipPath id="c"><rect width="32" height="32" rx="9"/></clipPath></defs>
  <g clip-path="url(#c)"><rect width="16" height="32" fill="#0b8f5a"/><rect x="16" width="16" height="32" fill="#c8d0d9"/></g>
</svg>`

await mkdir('public/icons', { recursive: true })
const browser = await chromium.launch(launchOptions())
const page = await browser.newPage()
for (const { name, size, inset, ground } of ICONS) {
  await page.setViewportSize({ width: size, height: size })
  const padding = Math.round(size * inset)
  await page.setContent(
    `<body style="margin:0;box-sizing:border-box;height:100vh;padding:${padding}px;background:${ground}">${PICTURE}`,
  )
  await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: true })
}
await browser.close()
