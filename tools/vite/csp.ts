import type { Plugin } from 'vite'
import { DEMO_HOSTS } from '../../src/host/share/hosts.ts'

/**
 * The page's own policy, in the build only: Vite's dev client needs inline scripts. Styles may be inline,
 * because Monaco makes its own at run time. Models come from this site or from the hubs that are named here, demos that
 * are imported by their address from there too, and from `DEMO_HOSTS`.
 * @param sandboxOrigins where the frame of the runners may be besides
 */
export function policyOf(sandboxOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self'",
    "manifest-src 'self'",
    ["frame-src 'self'", ...sandboxOrigins].join(' '),
    'media-src blob:',
    [
      "connect-src 'self' blob: https://huggingface.co https://*.huggingface.co https://*.hf.co",
      ...DEMO_HOSTS,
    ].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

export function csp(sandboxOrigins: readonly string[]): Plugin {
  return {
    name: 'sublet:csp',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policyOf(sandboxOrigins) },
        injectTo: 'head-prepend',
      },
    ],
  }
}
