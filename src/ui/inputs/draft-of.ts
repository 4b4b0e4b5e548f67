import type { ComponentSpec } from '../../host/types'
import { parseAudioClip } from '../audio/audio-clip'
import { readTable } from '../outputs/table/read-table'
import type { Draft } from './checked'
import { readMasked } from './mask/read-masked'
import { readPicture } from './read-picture'

/**
 * What a control has to hold so that a handler gets this value: `checkInput` the other way round, as far as there is one.
 * @param value from a handler: it may be anything
 * @returns undefined for what this control cannot hold, and for encoded pictures, which `decoded` reads first
 */
export function draftOf(spec: ComponentSpec, value: unknown): Draft {
  switch (spec.kind) {
    case 'image':
      return spec.source === 'mask' ? (readMasked(value) ?? pixelsOf(value)) : pixelsOf(value)
    case 'number':
    case 'slider':
      return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined
    case 'textbox':
    case 'code':
    case 'radio':
    case 'color-picker':
      return textOf(value)
    case 'checkbox':
      return typeof value === 'boolean' ? value : undefined
    case 'checkbox-group':
      return textsOf(value)
    case 'dropdown':
      return spec.multiselect ? textsOf(value) : textOf(value)
    case 'dataframe': {
      const table = readTable(value, spec.headers)
      return table && { cells: table.rows.map((row) => row.map((cell) => String(cell ?? ''))) }
    }
    case 'json':
      return jsonOf(value)
    case 'audio':
      return parseAudioClip(value)
    case 'file':
    case 'video':
      return fileOf(value, spec.kind)
    case 'label':
    case 'image-slider':
    case 'canvas':
    case 'chatbot':
    case 'markdown':
    case 'highlighted-text':
    case 'gallery':
    case 'plot':
    case 'model3d':
    case 'button':
    case 'timer':
    case 'state':
      return undefined
  }
}

/** A picture that came as a file becomes its pixels; all else stays. Rejects with an `Error` whose message says why. */
export async function decoded(spec: ComponentSpec, value: unknown): Promise<unknown> {
  return spec.kind === 'image' && value instanceof Blob ? readPicture(value) : value
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined
}

/** What JSON cannot hold, a circle or a bigint, is no draft. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, null, 2)
  } catch {
    return undefined
  }
}

function fileOf(value: unknown, name: string): File | undefined {
  if (value instanceof File) return value
  return value instanceof Blob ? new File([value], name, { type: value.type }) : undefined
}

function pixelsOf(value: unknown): ImageData | undefined {
  if (value instanceof ImageData) return value
  // A bitmap that was closed or sent away has no size.
  if (!(value instanceof ImageBitmap) || value.width === 0) return undefined
  const { width, height } = value
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context?.drawImage(value, 0, 0)
  return context?.getImageData(0, 0, width, height)
}
