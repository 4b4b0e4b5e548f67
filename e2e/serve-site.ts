import { createServer, type Server } from 'node:http'
import sirv from 'sirv'

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
