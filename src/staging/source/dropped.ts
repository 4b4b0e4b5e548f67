import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'
import type { Fetch } from '../download/request'
import { decoded } from './decoded'
import { DROPPED_BASE, droppedUrl } from './origin'

export interface DroppedFile {
  /** That of a dropped folder, or the name alone. */
  path: string
  file: File
}

/** Files that a page handed over: they are read by the ranges of a download like any other. */
export interface Dropped {
  add(path: string, file: File): void
  /** Tells a file from a later one of its name; undefined when it is not here. */
  version(url: string): string | undefined
  /** `fetch` for addresses under `DROPPED_BASE`. */
  fetch: Fetch
}

export function createDropped(): Dropped {
  const files = new Map<string, File>()
  return {
    add: (path, file) => files.set(droppedUrl(path), file),
    version(url) {
      const file = files.get(url)
      return file === undefined ? undefined : versionOf(file)
    },
    async fetch(url, { headers }) {
      const file = files.get(url)
      if (file === undefined) throw missing(url)
      const { start, end } = readRange(v.parse(headersSchema, headers).range, file.size)
      if (start >= file.size)
        return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.size}` } })
      // Its stream: the body that Chromium makes of a Blob itself stood still now and then in our tests.
      return new Response(file.slice(start, end).stream(), {
        status: 206,
        headers: {
          'content-length': String(end - start),
          'content-range': `bytes ${start}-${end - 1}/${file.size}`,
          // The same file dropped again goes on where it was left.
          etag: versionOf(file),
        },
      })
    },
  }
}

function versionOf({ name, size, lastModified }: File): string {
  return `${encodeURIComponent(name)}-${size}-${lastModified}`
}

const headersSchema = v.object({ range: v.string() })

function readRange(range: string, size: number): { start: number; end: number } {
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? []
  return { start: Number(first), end: last === '' ? size : Math.min(size, Number(last) + 1) }
}

function missing(url: string): SubletError {
  const name = decoded(url.slice(DROPPED_BASE.length))
  return new SubletError(
    'ModelNotFound',
    `"${name}" was not among the files that were dropped into this page.`,
    {
      figures: { path: name },
      wayOut: 'Drop the .onnx file together with all its data files, or the folder that holds them.',
    },
  )
}

/** Each `.onnx` file is a model; what else there is may be its data. */
export function modelsAmong(files: readonly Pick<DroppedFile, 'path'>[]): string[] {
  const models = files.map(({ path }) => path).filter((path) => path.toLowerCase().endsWith('.onnx'))
  if (models.length > 0) return models
  const names = files.slice(0, 3).map(({ path }) => path)
  throw new SubletError(
    'ModelUnsupported',
    `No .onnx file is among the ${files.length} files: ${names.join(', ')}, …`,
    {
      figures: { files: files.length },
      wayOut: 'Convert the model to ONNX first; data files alone are no model.',
    },
  )
}
