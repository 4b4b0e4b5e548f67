import { SubletError } from '../../protocol/errors'
import { tooLarge } from '../own/sort-out'
import { DEMO_HOSTS } from './hosts'

const LONGEST_MS = 60_000
const BY_HAND = 'Download the file in a tab of its own, and drop it on the gallery.'

/**
 * The bytes at an address, without cookies, and without telling from where.
 * @throws SubletError `DemoRefused`: the host does not answer or does not let this page read it, says no, or sends too much
 */
export async function fetchFile(url: URL, mostBytes: number, signal: AbortSignal): Promise<Blob> {
  const late = AbortSignal.timeout(LONGEST_MS)
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, late]),
    })
    if (!response.ok) throw saidNo(url, response.status)
    return await bounded(response, mostBytes)
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof SubletError) throw thrown
    throw late.aborted ? tookLong(url, thrown) : unreachable(url, thrown)
  }
}

async function bounded(response: Response, mostBytes: number): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = response.body?.getReader()
  for (;;) {
    const next = await reader?.read()
    if (next === undefined || next.done) return new Blob(parts)
    bytes += next.value.byteLength
    if (bytes > mostBytes) {
      await reader?.cancel()
      throw tooLarge(bytes, 'What came of that address')
    }
    parts.push(next.value)
  }
}

/** Of all that can go wrong before an answer a page is told nothing: neither which, nor why. */
function unreachable(url: URL, cause: unknown): SubletError {
  const hosts = ['this site', 'huggingface.co', ...DEMO_HOSTS.map((origin) => new URL(origin).host)]
  return new SubletError(
    'DemoRefused',
    `${url.href} cannot be fetched: there is no network, its host lets no other page read it (CORS), or this site does not name it (CSP).`,
    { cause, wayOut: `${BY_HAND} By their address files come from ${hosts.join(', ')}.` },
  )
}

function saidNo(url: URL, status: number): SubletError {
  return new SubletError('DemoRefused', `${url.href} answered ${status}.`, {
    figures: { status },
    wayOut:
      status === 404
        ? 'Look whether the address is right, and not of a private file.'
        : `Try again later. ${BY_HAND}`,
  })
}

function tookLong(url: URL, cause: unknown): SubletError {
  const seconds = LONGEST_MS / 1000
  return new SubletError('DemoRefused', `${url.href} took more than ${seconds} s.`, {
    figures: { seconds },
    wayOut: BY_HAND,
    cause,
  })
}
