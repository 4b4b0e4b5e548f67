// npm start: installs what is missing, builds, serves on loopback, prints the URL.
import { loopbackOrigins } from './loopback.mjs'
import { ensureDependencies } from './setup.mjs'

ensureDependencies()
const { port, origins } = await loopbackOrigins(Number(process.env.PORT ?? 4173))
// Each of the two is the other's second origin: handlers run in a process of their own (docs/decisions/0007).
process.env.SUBLET_SANDBOX_ORIGINS ??= origins.join(',')
// Not into `dist`, which is for deploying and must not name this machine.
process.env.SUBLET_OUT ??= '.cache/start-site'
const { build, preview } = await import('vite')
await build({ logLevel: 'warn' })
const server = await preview({ preview: { host: '127.0.0.1', port, strictPort: true } })
console.log(`\n  Sublet is at ${server.resolvedUrls?.local[0]}\n`)
