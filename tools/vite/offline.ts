import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Bytes. */
const LARGEST = 300_000

/**
 * The service worker, with the list of what the page itself is made of. The rest, which is most of the site (Monaco,
 * libraries, ONNX Runtime, demos), is stored when it is used.
 */
export function offline(): Plugin[] {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/offline',
    filename: 'service-worker.ts',
    // The page registers it itself, and names its own manifest.
    injectRegister: false,
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: [
        'index.html',
        'sandbox.html',
        '{scheduler,staging}.js',
        'assets/*.{js,css}',
        'runtime/*.js',
        'icons/*',
        '*.webmanifest',
      ],
      // All pages and demos, and not the editor: its parts are larger, and stored when it is opened.
      maximumFileSizeToCacheInBytes: 2 ** 30,
      manifestTransforms: [
        (entries) => ({ manifest: entries.filter(({ size }) => size <= LARGEST), warnings: [] }),
      ],
      // These have a hash in their name already.
      dontCacheBustURLsMatching: /-[\w-]{8}\.\w+$/,
    },
  })
}
