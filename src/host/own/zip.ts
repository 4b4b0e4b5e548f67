import { strToU8, zipSync } from 'fflate'
import type { DemoCard } from '../types'
import { writeReadme } from './readme'
import type { DemoContent } from './types'

/** A zip that can be imported again: one folder, named by the id, with all that was written. */
export function zipDemo({ id, ...card }: DemoCard, { files, texts }: DemoContent): Blob {
  const readme = texts.find(({ path }) => path === 'README.md')?.text
  const entries = [
    ['README.md', writeReadme(card, readme)],
    ...texts.filter(({ path }) => path !== 'README.md').map(({ path, text }) => [path, text]),
    ...files.map(({ path, source }) => [path, source]),
  ].map(([path, text]) => [`${id}/${path}`, strToU8(text ?? '')])
  return new Blob([Uint8Array.from(zipSync(Object.fromEntries(entries)))], { type: 'application/zip' })
}
