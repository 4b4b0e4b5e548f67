import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from './tools/browser/chromium.mjs'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Tests that hash and stream tens of megabytes take their time on a machine with other work.
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
        },
      },
      {
        // Real IndexedDB, real workers, real locks, in the system's Chromium.
        plugins: [react()],
        // Known from the start: what is found in the middle of a run makes Vite reload the tests.
        optimizeDeps: {
          entries: [],
          // A bundle already, which finds its wasm by where it lies.
          exclude: ['onnxruntime-web'],
          include: [
            '@jridgewell/trace-mapping',
            '@sparkjsdev/spark',
            'cmdk',
            'd3-hierarchy',
            'es-module-lexer/minimal',
            'fflate',
            'idb',
            'monaco-editor/editor/editor.api.js',
            'monaco-editor/features/register.all.js',
            'monaco-editor/languages/definitions/markdown/register.js',
            'monaco-editor/languages/definitions/typescript/register.js',
            'monaco-editor/languages/definitions/typescript/typescript.js',
            'monaco-editor/languages/definitions/wgsl/register.js',
            'monaco-editor/languages/features/json/register.js',
            'monaco-editor/languages/features/typescript/register.js',
            'monaco-editor/languages/features/typescript/ts.worker.js',
            'monaco-vim',
            'radix-ui',
            'react',
            'react-dom',
            'react/jsx-dev-runtime',
            'react-dom/client',
            'react-markdown',
            'remark-gfm',
            'three',
            'three/examples/jsm/controls/OrbitControls.js',
            'three/examples/jsm/loaders/GLTFLoader.js',
            'three/examples/jsm/loaders/PLYLoader.js',
            'uplot',
            'valibot',
            'wouter',
            'wouter/use-hash-location',
            'yaml',
            'zustand',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
