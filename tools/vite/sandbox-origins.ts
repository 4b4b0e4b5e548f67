/**
 * The one setting for where handlers run (docs/decisions/0007): `SUBLET_SANDBOX_ORIGINS`, at build time, is a list of
 * origins that serve the same site, with commas between them. Without it there is one origin, the page's.
 * @throws Error for what is no origin
 */
export function sandboxOrigins(setting = process.env.SUBLET_SANDBOX_ORIGINS ?? ''): string[] {
  return setting
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const url = URL.canParse(entry) ? new URL(entry) : undefined
      if (url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href)
        return url.origin
      throw new Error(
        `SUBLET_SANDBOX_ORIGINS: '${entry}' is no origin. Write them as https://handlers.example, with commas between.`,
      )
    })
}
