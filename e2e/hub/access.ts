import type { RepoContent } from './repo'

export interface Refusal {
  status: 401 | 403 | 404
  code: 'GatedRepo' | 'RepoNotFound' | 'RevisionNotFound' | 'EntryNotFound'
  message: string
}

/**
 * Who may read the files of a repository, by what the hub answers: a gated one without a token, or with one that it
 * does not know, is 401 and `GatedRepo`; with a known one that has no access it is 403. A private or missing one is
 * 401 without a token and 404 with one, so that nobody learns which it is.
 */
export function refusal(
  id: string,
  content: RepoContent | undefined,
  authorization: string | undefined,
  knownTokens: readonly string[],
): Refusal | undefined {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
  const allowed = token !== undefined && content?.tokens?.includes(token) === true
  const known = token !== undefined && (allowed || knownTokens.includes(token))
  if (content === undefined || (content.private === true && !allowed)) {
    return known
      ? { status: 404, code: 'RepoNotFound', message: 'Repository not found' }
      : { status: 401, code: 'RepoNotFound', message: 'Invalid username or password.' }
  }
  if (content.gated === undefined || allowed) return undefined
  const restricted = `Access to model ${id} is restricted`
  return known
    ? { status: 403, code: 'GatedRepo', message: `${restricted} and you are not in the authorized list.` }
    : { status: 401, code: 'GatedRepo', message: `${restricted}. You must have access to it. Please log in.` }
}
