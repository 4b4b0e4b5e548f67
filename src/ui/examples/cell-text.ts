import type { ComponentSpec } from '../../host/types'
import { lengthOfClip, parseAudioClip } from '../audio/audio-clip'
import { formatBytes } from '../format/bytes'
import { formatSeconds } from '../format/time'
import { choiceLabel } from '../inputs/check-choice'
import { readTable } from '../outputs/table/read-table'

/** Of a cell: more is cut, since a row is a thing to press and not one to read. */
const LONGEST = 200

/** The value of an example as its row shows it; of a picture what is read out. */
export function cellText(spec: ComponentSpec, value: unknown): string {
  const text = textOf(spec, value).replace(/\s+/g, ' ').trim()
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

function textOf(spec: ComponentSpec, value: unknown): string {
  if (value === null || value === undefined) return '—'
  switch (typeof value) {
    case 'string':
      return 'choices' in spec ? choiceLabel(spec, value) : value
    case 'boolean':
      return value ? '✓ yes' : '✗ no'
    case 'object':
      return objectText(spec, value)
    default:
      return String(value)
  }
}

function objectText(spec: ComponentSpec, value: object): string {
  if (value instanceof ImageData) return `Picture, ${value.width} × ${value.height}`
  if (value instanceof File && value.name !== '') return value.name
  if (value instanceof Blob) return `${value.type === '' ? 'File' : value.type}, ${formatBytes(value.size)}`
  const clip = parseAudioClip(value)
  if (clip !== undefined) return `Sound, ${formatSeconds(lengthOfClip(clip) * 1000)}`
  if (spec.kind === 'dataframe') {
    const rows = readTable(value, spec.headers)?.rows.length ?? 0
    return rows === 1 ? '1 row' : `${rows} rows`
  }
  if ('choices' in spec && Array.isArray(value))
    return value.map((each) => choiceLabel(spec, String(each))).join(', ') || '—'
  return JSON.stringify(value)
}
