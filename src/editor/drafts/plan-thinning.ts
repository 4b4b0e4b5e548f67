import { bytesOf, MOST_BYTES, MOST_BYTES_OF_ALL, toThin } from './to-thin'
import type { Version } from './version'

export interface Thinning {
  versions: readonly number[]
  /** Keys of texts that no version names any more. */
  texts: readonly string[]
  /** What all drafts hold then. */
  bytes: number
}

/**
 * What goes of all drafts: of the demo that is written now what is too much of it; of the others, those longest
 * untouched first, only what must go to come below the bound of all together.
 */
export function planThinning(versions: readonly Version[], writing: string, now: number): Thinning {
  const ofDemo = (demo: string) => versions.filter((version) => version.demo === demo)
  const lastAt = (demo: string) => Math.max(...ofDemo(demo).map(({ at }) => at))
  const others = new Set(versions.map(({ demo }) => demo).filter((demo) => demo !== writing))
  const inTurn = [...[...others].toSorted((a, b) => lastAt(a) - lastAt(b)), writing]

  const gone = new Set<number>()
  let bytes = bytesOf(versions)
  const thin = (demo: string, most: (held: number) => number) => {
    const staying = ofDemo(demo).filter(({ id }) => !gone.has(id))
    const held = bytesOf(staying)
    const thinned = toThin(staying, now, most(held))
    for (const id of thinned) gone.add(id)
    bytes += bytesOf(staying.filter(({ id }) => !thinned.has(id))) - held
  }

  thin(writing, () => MOST_BYTES)
  for (const demo of inTurn) {
    if (bytes <= MOST_BYTES_OF_ALL) break
    thin(demo, (held) => Math.max(0, Math.min(MOST_BYTES, MOST_BYTES_OF_ALL - (bytes - held))))
  }

  const needed = textsOf(versions.filter(({ id }) => !gone.has(id)))
  const texts = [...textsOf(versions)].filter((text) => !needed.has(text))
  return { versions: [...gone], texts, bytes }
}

function textsOf(versions: readonly Version[]): Set<string> {
  return new Set(versions.flatMap(({ files }) => files.map(({ text }) => text)))
}
