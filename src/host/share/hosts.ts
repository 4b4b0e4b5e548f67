/**
 * Where demos are imported from by their address, besides this site and the hub: hosts that let other pages read their
 * files. The page's policy names them (tools/vite/csp.ts); a site that wants others adds them here.
 */
export const DEMO_HOSTS = ['https://raw.githubusercontent.com', 'https://gist.githubusercontent.com'] as const
