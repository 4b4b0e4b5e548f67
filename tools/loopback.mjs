import { once } from 'node:events'
import { createServer } from 'node:http'

const NAMES = ['127.0.0.1', 'localhost']
const MOST_PORTS = 20

/**
 * A free port on 127.0.0.1, and the origins under which what is served there answers: some machines know `localhost` by
 * another address only.
 * @param {number} wanted where to begin to look
 * @returns {Promise<{ port: number, origins: string[] }>} `origins` is empty unless there are two
 */
export async function loopbackOrigins(wanted) {
  const server = createServer((_, response) => response.end('sublet'))
  const port = await listenFrom(server, wanted)
  try {
    const asked = NAMES.map(async (name) => ((await answers(name, port)) ? [`http://${name}:${port}`] : []))
    const origins = (await Promise.all(asked)).flat()
    return { port, origins: origins.length === NAMES.length ? origins : [] }
  } finally {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
}

async function listenFrom(server, wanted) {
  for (let port = wanted; ; port++) {
    try {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      return port
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || port === wanted + MOST_PORTS) throw error
    }
  }
}

/** Another program can have the port under the other name. */
async function answers(name, port) {
  try {
    const response = await fetch(`http://${name}:${port}/`, { signal: AbortSignal.timeout(2000) })
    return (await response.text()) === 'sublet'
  } catch {
    return false
  }
}
