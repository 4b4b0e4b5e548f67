// npm start: installs what is missing, builds, serves on loopback, prints the URL.
import { ensureDependencies } from './setup.mjs'

ensureDependencies()
const { build, preview } = await import('vite')
await build({ logLevel: 'warn' })
const server = await preview({ preview: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4173) } })
console.log(`\n  Sublet is at ${server.resolvedUrls?.local[0]}\n`)
