import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { csp } from './tools/vite/csp.ts'
import { demos } from './tools/vite/demos.ts'
import { handlerTypes } from './tools/vite/handler-types.ts'
import { licences } from './tools/vite/licences.ts'
import { models } from './tools/vite/models.ts'
import { offline } from './tools/vite/offline.ts'
import { runtime } from './tools/vite/runtime.ts'
import { sandboxOrigins } from './tools/vite/sandbox-origins.ts'
import { siteFiles } from './tools/vite/site-files.ts'
import { sparkWorker } from './tools/vite/spark-worker.ts'

const origins = sandboxOrigins()
const { seen, written } = licences()

/** Modules of the first load that other chunks use as well; of the elements, those of the gallery and of errors. */
const SHELL =
  /\/node_modules\/(react|react-dom|scheduler|wouter|regexparam|zustand(?!.*shallow)|valibot)\/|\/src\/(ui\/(elements\/(bar|button|column|error-|panel|stack|tag|tone)|format|shell\/(?!un|up)|host-context|(base|tokens)\.css)|host\/(host|api)\.ts|protocol\/errors)|vite\/(module)?preload/

export default defineConfig({
  // Relative, so that the built site works from any sub-path of any static host.
  base: './',
  // A missing file is a 404, never the page: routes live in the hash.
  appType: 'mpa',
  plugins: [
    react(),
    runtime(origins, [seen]),
    models(),
    demos(['src/demos', ...(process.env.SUBLET_DEMOS?.split(',') ?? [])]),
    handlerTypes(),
    csp(origins),
    sparkWorker(),
    written,
    siteFiles(origins),
    offline(),
  ],
  resolve: {
    alias: [
      // Its script for browsers wants another Monaco; this one takes ours, under names that Monaco has no more.
      { find: /^monaco-vim$/, replacement: resolve('node_modules/monaco-vim/dist/index.mjs') },
      { find: /^monaco-editor\/esm\/vs\//, replacement: 'monaco-editor/' },
      // What Monaco would start were it not given a worker: ours then, so that no second compiler is built, of 7 MB.
      { find: /^ts\.worker\.js$/, replacement: resolve('src/editor/handler.worker.ts') },
    ],
  },
  worker: { format: 'es', plugins: () => [seen] },
  optimizeDeps: { entries: ['index.html', 'src/editor/handler.worker.ts'] },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: {
    target: 'es2022',
    outDir: process.env.SUBLET_OUT ?? 'dist',
    emptyOutDir: true,
    reportCompressedSize: false,
    // Most of a build is Monaco's workers; that is known and needs no report each time.
    rolldownOptions: {
      checks: { pluginTimings: false },
      // What every page needs comes as one file: cut into the parts that lazy pages share, it would compress worse.
      output: { codeSplitting: { groups: [{ name: 'shell', test: SHELL }] } },
    },
    // Monaco is large and loads only when the editor opens.
    chunkSizeWarningLimit: 5000,
  },
})
