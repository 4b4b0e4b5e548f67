// What a fresh clone lacks, and how to get it. Uses nothing but Node itself.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Runs a command in the foreground. Returns whether it succeeded. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  })
  return status === 0
}

/** Installs the dependencies of the lockfile unless they are there. */
export function ensureDependencies() {
  if (existsSync('node_modules/.package-lock.json')) return
  console.log('Installing dependencies (npm ci)…')
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) {
    console.error('npm ci failed. Sublet needs Node 20.19 or later, npm, and a way to the npm registry.')
    process.exit(1)
  }
}

/** Finds a Chromium or installs one: Debian's package when root on Debian, else Playwright's. */
export async function ensureChromium() {
  const { findSystemChromium } = await import('./browser/chromium.mjs')
  const { chromium } = await import('@playwright/test')
  const found = () => findSystemChromium() !== undefined || existsSync(chromium.executablePath())
  if (found()) return
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log("Installing Debian's Chromium…")
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update'], { env })
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env })
  } else {
    console.log("Installing Playwright's Chromium…")
    run('npx', ['playwright', 'install', 'chromium'])
  }
  if (found()) return
  console.error(
    'The tests drive a real Chromium, and none was found or could be installed.\n' +
      'Install Chromium or Chrome and try again, or name one: SUBLET_CHROMIUM=/path/to/chrome npm test',
  )
  process.exit(1)
}
