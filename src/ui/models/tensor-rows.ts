import type { ModelDetail } from '../../host/types'

export type Tensor = ModelDetail['tensors'][number]
export type TensorKey = 'name' | 'type' | 'shape' | 'bytes' | 'place'

export interface TensorQuery {
  key: TensorKey
  /** Largest, last first. */
  falling: boolean
  /** Part of the name, in any case. */
  filter: string
}

export const TENSORS_PER_PAGE = 20

export function elements({ dims }: Pick<Tensor, 'dims'>): number {
  return dims.reduce((product, dim) => product * dim, 1)
}

/** `64 × 3 × 3`; a scalar has no dimensions. */
export function shapeText(dims: readonly (number | string)[]): string {
  return dims.length === 0 ? 'scalar' : dims.map((dim) => (dim === '' ? '?' : dim)).join(' × ')
}

const COMPARE: Record<TensorKey, (a: Tensor, b: Tensor) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }),
  type: (a, b) => a.type.localeCompare(b.type),
  shape: (a, b) => elements(a) - elements(b),
  bytes: (a, b) => a.bytes - b.bytes,
  place: (a, b) => a.file - b.file || a.offset - b.offset,
}

export function queryTensors(tensors: readonly Tensor[], { key, falling, filter }: TensorQuery): Tensor[] {
  const wanted = filter.trim().toLowerCase()
  const shown =
    wanted === '' ? [...tensors] : tensors.filter(({ name }) => name.toLowerCase().includes(wanted))
  const compare = COMPARE[key]
  return shown.sort((a, b) => (falling ? compare(b, a) : compare(a, b)) || COMPARE.name(a, b))
}

/** `page` counts from 0 and is brought back into what there is. */
export function pageOf<Row>(
  rows: readonly Row[],
  page: number,
): { rows: Row[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / TENSORS_PER_PAGE))
  const shown = Math.min(Math.max(0, page), pages - 1)
  return {
    rows: rows.slice(shown * TENSORS_PER_PAGE, (shown + 1) * TENSORS_PER_PAGE),
    page: shown,
    pages,
  }
}
