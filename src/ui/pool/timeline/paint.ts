import type { Tone } from '../../elements/tone'
import { fitLabel } from '../../models/treemap'
import { ticksOf } from './axis'
import { AXIS, type Box, boxOf, type Geometry, ROW, xOf } from './geometry'
import { type Lane, type Lanes, phasesIn } from './lanes'
import { endOf } from './lease-span'
import { toneOf } from './tones'

/** The page's colours, as a canvas takes them. */
export type Palette = Record<Tone | 'ink' | 'faint' | 'line' | 'ground' | 'onLeased', string>

export interface Picture {
  lanes: Lanes
  geometry: Geometry
  height: number
  now: number
  palette: Palette
  fonts: { text: string; mono: string }
  hovered: string | undefined
  selected: string | undefined
  title(lane: Lane): string
}

/** Draws all of it: at some hundreds of bars this is cheaper than to keep account of what has moved. */
export function paint(context: CanvasRenderingContext2D, picture: Picture): void {
  const { geometry, height } = picture
  context.clearRect(0, 0, geometry.width, height)
  drawLanes(context, picture)
  drawAxis(context, picture)
  drawBars(context, picture)
  drawNow(context, picture)
}

function drawLanes(
  context: CanvasRenderingContext2D,
  { lanes, geometry, palette, fonts, title }: Picture,
): void {
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  for (const [index, lane] of lanes.lanes.entries()) {
    const y = AXIS + lane.row * ROW
    if (index % 2 === 0) {
      context.fillStyle = palette.ground
      context.fillRect(0, y, geometry.width, lane.rows * ROW)
    }
    context.fillStyle = palette.ink
    context.font = fonts.text
    context.fillText(fitLabel(title(lane), geometry.gutter), 6, y + ROW / 2 + 0.5)
  }
}

function drawAxis(context: CanvasRenderingContext2D, picture: Picture): void {
  const { geometry, height, now, palette, fonts } = picture
  context.font = fonts.mono
  context.textAlign = 'center'
  const nowAt = xOf(now, geometry)
  for (const { at, text } of ticksOf(geometry.view, geometry.width - geometry.gutter)) {
    const x = Math.round(xOf(at, geometry)) + 0.5
    context.fillStyle = palette.line
    context.fillRect(x, AXIS - 4, 1, height - AXIS)
    // A mark at the edge keeps its line, and has no room for its words.
    const room = context.measureText(text).width / 2
    if (x - room < geometry.gutter - 20 || x + room > geometry.width) continue
    if (Math.abs(x - nowAt) < room + 16) continue
    context.fillStyle = palette.faint
    context.fillText(text, x, AXIS / 2 - 1)
  }
}

function drawBars(context: CanvasRenderingContext2D, picture: Picture): void {
  const { lanes, geometry, now, palette, fonts, hovered, selected } = picture
  context.textAlign = 'left'
  const { from: first, to: last } = geometry.view
  for (const strip of lanes.strips) {
    if (strip.span.queuedAt > last || endOf(strip.span, now) < first) continue
    let whole: Box | undefined
    for (const { phase, from, to } of phasesIn(strip, now)) {
      const box = boxOf(strip, from, to, geometry)
      if (box === undefined) continue
      const tone = toneOf(phase, strip.span)
      context.fillStyle = palette[tone]
      context.fillRect(box.x, box.y, box.width, box.height)
      if (phase === 'run' && box.width > 44) {
        context.fillStyle = palette.onLeased
        context.font = fonts.mono
        context.fillText(fitLabel(strip.span.fn, box.width), box.x + 5, box.y + box.height / 2 + 0.5)
      }
      whole = whole === undefined ? box : { ...whole, width: box.x + box.width - whole.x }
    }
    if (whole === undefined) continue
    const { key } = strip.span
    if (key === hovered || key === selected) {
      context.strokeStyle = palette.ink
      context.lineWidth = key === selected ? 2 : 1
      context.strokeRect(whole.x - 1.5, whole.y - 1.5, whole.width + 3, whole.height + 3)
    }
  }
}

function drawNow(
  context: CanvasRenderingContext2D,
  { geometry, height, now, palette, fonts }: Picture,
): void {
  const x = xOf(now, geometry)
  if (x < geometry.gutter || x > geometry.width) return
  context.fillStyle = palette.bad
  context.fillRect(Math.round(x), AXIS - 6, 1.5, height - AXIS + 6)
  context.font = fonts.mono
  context.textAlign = 'right'
  const width = context.measureText('now').width
  context.fillText('now', Math.min(geometry.width - 2, x + width / 2), AXIS / 2 - 1)
}
