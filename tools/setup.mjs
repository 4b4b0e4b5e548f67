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

const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0

function installPackages(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update'], { env })
  run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env })
}

/** Finds a Chromium or installs one: Debian's package when root on Debian, else Playwright's. */
export async function ensureChromium() {
  const { findSystemChromium } = await import('./browser/chromium.mjs')
  const { chromium } = await import('@playwright/test')
  const found = () => findSystemChromium() !== undefined || existsSync(chromium.executablePath())
  if (found()) return
  if (isDebianRoot()) {
    console.log("Installing Debian's Chromium…")
    installPackages('chromium', 'fonts-dejavu-core')
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

/**
 * Finds a Firefox, and a Vulkan for its WebGPU, or installs Debian's when root on Debian.
 * @returns {Promise<boolean>} whether there is one now; a visitor's machine need not have it
 */
export async function ensureFirefox() {
  const { findFirefox, hasVulkan } = await import('./browser/firefox.mjs')
  const found = () => findFirefox() !== undefined && hasVulkan()
  if (!found() && isDebianRoot()) {
    console.log("Installing Debian's Firefox and Mesa's software Vulkan…")
    installPackages('firefox-esr', 'mesa-vulkan-drivers')
  }
  return found()
}
