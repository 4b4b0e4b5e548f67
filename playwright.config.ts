import { defineConfig } from '@playwright/test'
import { launchOptions } from './tools/browser/chromium.mjs'

const PORT = Number(process.env.SUBLET_E2E_PORT ?? 4199)

/** What takes long is no part of `npm test`, which is run often. */
const LONG = {
  // Seven architectures, stories that are told, pictures that grow: on a software GPU most of the time goes into shaders.
  transformers: [
    'transformers.spec.ts',
    'hub-demos.spec.ts',
    'stories.spec.ts',
    'stories-offline.spec.ts',
    'upscale.spec.ts',
  ],
  // Tabs, devices and memory that go in the middle of something.
  faults: [
    'chaos.spec.ts',
    'device-lost.spec.ts',
    'second-origin.spec.ts',
    'staging-kill.spec.ts',
    'staging-quota.spec.ts',
  ],
  // What people see and do, view by view.
  pages: [
    'api-panel',
    'barriers',
    'blocks',
    'canvas',
    'chat',
    'drafts',
    'editor-demos',
    'editor-files',
    'examples',
    'export',
    'handlers',
    'history',
    'inputs',
    'inputs-keys',
    'models',
    'outputs',
    'own-demos',
    'phone',
    'profile',
    'rule-fixes',
    'rules',
    'share',
    'splats',
    'tabs',
    'wgsl',
  ].map((name) => `${name}.spec.ts`),
}

export default defineConfig({
  testDir: 'e2e',
  // The unit tests of what the specs use lie beside it, and are vitest's.
  testMatch: '**/*.spec.ts',
  projects: [
    {
      name: 'chromium',
      testIgnore: ['firefox/**', 'conformance.spec.ts', 'hostile.spec.ts', ...Object.values(LONG).flat()],
    },
    { name: 'conformance', testMatch: 'conformance.spec.ts' },
    { name: 'hostile', testMatch: 'hostile.spec.ts', testIgnore: 'firefox/**' },
    ...Object.entries(LONG).map(([name, testMatch]) => ({ name, testMatch })),
    // The installed one, which Playwright cannot drive itself: these launch it by puppeteer-core.
    { name: 'firefox', testMatch: 'firefox/**/*.spec.ts' },
  ],
  outputDir: '.test-results/e2e',
  // Two cores and one software GPU: tests in parallel would measure each other.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // CI shares its two cores: what passes only at the second try is named at the end of the run, so that it is mended.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: '.test-results/playwright.json' }]],
  use: {
    // A sub-path, as on any static host: the site must not care.
    baseURL: `http://127.0.0.1:${PORT}/some/where/`,
    viewport: { width: 1280, height: 900 },
    // It would answer what a test asks the server for; offline.spec.ts lets it in.
    serviceWorkers: 'block',
    launchOptions: launchOptions(),
    trace: 'off',
  },
  webServer: {
    command: 'node e2e/server.mjs',
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}/some/where/`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
})
