import { type Lanes, phasesIn, type Strip } from './lanes'
import type { Viewport } from './viewport'

/** The time axis above the rows. */
export const AXIS = 24
export const ROW = 24
/** Above and below a bar in its row. */
const PAD = 3
/** So that a short lease can be seen at all. */
const LEAST = 1.5
/** A finger or a pointer meets what is this near. */
const NEAR = 5

export interface Geometry {
  width: number
  /** Left of the bars: names of the lanes. */
  gutter: number
  /** A viewport that does not move while it is drawn. */
  view: Pick<Viewport, 'from' | 'to'>
}

export function gutterOf(width: number): number {
  return width < 600 ? 84 : 148
}

export function heightOf({ rows }: Pick<Lanes, 'rows'>): number {
  return AXIS + Math.max(3, rows) * ROW + 6
}

export function xOf(time: number, { width, gutter, view }: Geometry): number {
  return gutter + ((time - view.from) / (view.to - view.from)) * (width - gutter)
}

export function timeAt(x: number, { width, gutter, view }: Geometry): number {
  return view.from + ((x - gutter) / Math.max(1, width - gutter)) * (view.to - view.from)
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Clipped to what is seen; undefined when nothing of it is. */
export function boxOf(strip: Strip, from: number, to: number, geometry: Geometry): Box | undefined {
  const left = Math.max(geometry.gutter, xOf(from, geometry))
  const right = Math.min(geometry.width, Math.max(xOf(to, geometry), xOf(from, geometry) + LEAST))
  if (right <= geometry.gutter || left >= geometry.width || right <= left) return undefined
  return {
    x: left,
    y: AXIS + strip.row * ROW + PAD,
    width: right - left,
    height: strip.rows * ROW - 2 * PAD,
  }
}

/** The strip under a point, or the nearest one of its row. */
export function stripAt(
  lanes: Lanes,
  point: { x: number; y: number },
  geometry: Geometry,
  now: number,
): Strip | undefined {
  if (point.x < geometry.gutter) return undefined
  const row = Math.floor((point.y - AXIS) / ROW)
  let nearest: Strip | undefined
  let least = NEAR
  for (const strip of lanes.strips) {
    if (row < strip.row || row >= strip.row + strip.rows) continue
    for (const { from, to } of phasesIn(strip, now)) {
      const box = boxOf(strip, from, to, geometry)
      if (box === undefined) continue
      const away = Math.max(box.x - point.x, point.x - (box.x + box.width), 0)
      if (away > least || (away === least && nearest !== undefined)) continue
      least = away
      nearest = strip
    }
  }
  return nearest
}
