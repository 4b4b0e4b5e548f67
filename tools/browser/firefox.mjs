// Where the system's Firefox is, and the settings under which it offers WebGPU without a GPU.
import { existsSync } from 'node:fs'

const CANDIDATES = [
  process.env.SUBLET_FIREFOX,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
]

/** Mesa's software Vulkan, where Debian's package puts it. */
const LAVAPIPE = `/usr/share/vulkan/icd.d/lvp_icd.${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.json`

/** @returns {string | undefined} the path of an installed Firefox; `SUBLET_FIREFOX` goes first */
export function findFirefox() {
  return CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path))
}

/** Whether Firefox can have WebGPU: elsewhere than on Linux it needs no Vulkan. */
export function hasVulkan() {
  return process.platform !== 'linux' || existsSync(LAVAPIPE)
}

/** Launch options for puppeteer-core, over WebDriver BiDi. */
export function firefoxOptions() {
  const software = existsSync(LAVAPIPE) ? { VK_ICD_FILENAMES: LAVAPIPE } : {}
  return {
    browser: /** @type {const} */ ('firefox'),
    executablePath: findFirefox() ?? 'firefox',
    headless: true,
    // Debian's Firefox has WebGPU switched off, and lavapipe is on its list of drivers not to use.
    extraPrefsFirefox: {
      'dom.webgpu.enabled': true,
      'gfx.webgpu.ignore-blocklist': true,
    },
    env: { ...process.env, ...software },
  }
}
