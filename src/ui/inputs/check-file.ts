import type { ComponentSpec } from '../../host/types'
import type { Checked, Draft } from './checked'

type FileSpec = Extract<ComponentSpec, { kind: 'file' }>

/** A file that was dropped comes past the browser's own filter, so its name and type are looked at again. */
export function checkFile({ accept }: Pick<FileSpec, 'accept'>, draft: Draft): Checked<File> {
  if (!(draft instanceof File)) return { is: 'missing', reason: 'Choose a file first' }
  if (!isAccepted(draft, accept)) {
    return { is: 'wrong', reason: `“${draft.name}” is none of ${accept.join(', ')}` }
  }
  return { is: 'value', value: draft }
}

/** By the rules of `<input accept>`: `.txt`, `text/plain` or `image/*`, in any case. An empty list takes everything. */
function isAccepted({ name, type }: File, accept: readonly string[]): boolean {
  const file = { name: name.toLowerCase(), type: type.toLowerCase() }
  const wanted = accept.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== '')
  return (
    wanted.length === 0 ||
    wanted.some((entry) => {
      if (entry.startsWith('.')) return file.name.endsWith(entry)
      if (entry.endsWith('/*')) return file.type.startsWith(entry.slice(0, -1))
      return file.type === entry
    })
  )
}
