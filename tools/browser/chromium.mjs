// Where the system's Chromium is, and the flags under which it offers WebGPU without a GPU.
import { existsSync } from 'node:fs'

const CANDIDATES = [
  process.env.SUBLET_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** @returns {string | undefined} the path of an installed Chromium or Chrome; `SUBLET_CHROMIUM` goes first */
export function findSystemChromium() {
  return CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path))
}

/** Software WebGPU (SwiftShader), so that the tests need no GPU and read the same everywhere. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
]

/** Launch options for Playwright: the system's Chromium, else the one that Playwright installed. */
export function launchOptions() {
  const executablePath = findSystemChromium()
  return { args: CHROMIUM_FLAGS, ...(executablePath === undefined ? {} : { executablePath }) }
}
