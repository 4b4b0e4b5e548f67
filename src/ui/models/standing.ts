import type { ModelState, Verification } from '../../host/types'
import type { Tone } from '../elements/tone'
import { formatBytes, formatBytesOf } from '../format/bytes'
import { formatLeft } from './ago'

/** How a model's state is shown. */
export interface Standing {
  word: string
  tone: Tone
  /** Numbers and what they mean; empty where the word says it all. */
  text: string
  /** Absent where there is nothing to measure; `share` is undefined while the whole is not known. */
  bar?: { share: number | undefined }
}

export function standingOf(at: ModelState): Standing {
  switch (at.state) {
    case 'downloading':
      return { word: 'downloading', tone: 'warm', text: downloadText(at), bar: { share: shareOf(at) } }
    case 'verifying':
      return { word: 'verifying', tone: 'warm', text: `read ${extentText(at)}`, bar: { share: shareOf(at) } }
    case 'paused':
      return { word: 'paused', tone: 'queued', text: extentText(at), bar: { share: shareOf(at) } }
    case 'failed':
      return at.loaded > 0
        ? { word: 'failed', tone: 'bad', text: `${extentText(at)} are kept`, bar: { share: shareOf(at) } }
        : { word: 'failed', tone: 'bad', text: '' }
    case 'damaged':
      return { word: 'damaged', tone: 'bad', text: '' }
    case 'staged':
      return { word: 'ready', tone: 'cool', text: '' }
  }
}

interface Extent {
  loaded: number
  total: number | null
}

function shareOf({ loaded, total }: Extent): number | undefined {
  return total === null || total === 0 ? undefined : loaded / total
}

function extentText({ loaded, total }: Extent): string {
  return total === null ? formatBytes(loaded) : formatBytesOf(loaded, total)
}

function downloadText(at: Extent & { bytesPerSecond: number | null; etaMs: number | null }): string {
  const parts = [extentText(at)]
  if (at.bytesPerSecond !== null) parts.push(`${formatBytes(at.bytesPerSecond)}/s`)
  if (at.etaMs !== null) parts.push(formatLeft(at.etaMs))
  return parts.join(' · ')
}

type Damage = Verification['damage'][number]

/** `16 MB of weights.bin, from 32 MB on: gone`. */
export function damageText({ path, offset, expectedBytes, foundBytes }: Damage): string {
  const found =
    foundBytes === 0
      ? 'gone'
      : foundBytes === expectedBytes
        ? 'changed'
        : `changed, ${formatBytes(foundBytes)} are left`
  return `${formatBytes(expectedBytes)} of ${path}, from ${formatBytes(offset)} on: ${found}`
}

/** What a verification found, for a person. */
export function verificationText({ checkedBytes, damage, repaired }: Verification): string {
  const read = `${formatBytes(checkedBytes)} read`
  if (damage.length === 0) return `${read}: every byte is as it was downloaded.`
  const parts = damage.length === 1 ? '1 part was' : `${damage.length} parts were`
  return repaired
    ? `${read}: ${parts} damaged, fetched again, and right now.`
    : `${read}: ${parts} damaged and could not be fetched again.`
}
