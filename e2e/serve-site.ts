import { createServer, type Server } from 'node:http'
import type { Page } from '@playwright/test'
import sirv from 'sirv'
import { expect } from './site'

/** The built site from a server of its own, which can be taken away. */
export async function serveSite(): Promise<{ url: string; end(): Promise<void> }> {
  const files = sirv(`.cache/e2e-site-${process.env.SUBLET_E2E_PORT ?? 4199}`, { etag: true })
  const server: Server = createServer((request, response) => files(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async end() {
      const ended = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await ended
    },
  }
}

/** ONNX Runtime came before the service worker did: the page hands it on when it is there. */
export async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const kept = await (await caches.open('latest')).keys()
    return (
      navigator.serviceWorker.controller !== null && kept.some((request) => request.url.endsWith('.wasm'))
    )
  })
}

/** Once the network is gone: the demo can be run. */
export async function reloadDemo(page: Page, title: string): Promise<void> {
  await page.reload()
  await page.waitForFunction(() => window.sublet !== undefined)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
}
