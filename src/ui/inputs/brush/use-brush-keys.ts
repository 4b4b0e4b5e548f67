import { type KeyboardEvent, useState } from 'react'
import type { Brush, Point, Size } from './sketch'

interface Options {
  /** Of the bitmap. */
  size: Size
  /** Where the brush is, in pixels of the bitmap. */
  at: Point
  brush: Brush
  onAt(at: Point): void
  /** Absent: the brush has one width. */
  onWidth?: ((width: number) => void) | undefined
  /** Absent: it only paints. */
  onErase?: (() => void) | undefined
  onUndo(): void
  /** @param to absent: a dot */
  onStroke(from: Point, to?: Point): void
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** The brush by keys. `said` is where it is and what it did, for those who do not see it. */
export function useBrushKeys(options: Options) {
  const { size, at, brush, onAt, onWidth, onErase, onUndo, onStroke } = options
  const [said, setSaid] = useState('')

  const moved = ({ x, y }: Point): Point => {
    // Half of a brush: dots that are set one beside the other touch.
    const step = Math.max(1, brush.width / 2)
    return {
      x: Math.min(size.width, Math.max(0, at.x + x * step)),
      y: Math.min(size.height, Math.max(0, at.y + y * step)),
    }
  }
  const place = ({ x, y }: Point) =>
    `${Math.round((100 * x) / size.width)} % from the left, ${Math.round((100 * y) / size.height)} % from the top`
  const verb = brush.erase ? 'erased' : 'painted'

  /** Undefined: no key of ours. */
  function actOf(event: KeyboardEvent): (() => void) | undefined {
    const arrow = ARROWS[event.key]
    if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'z' ? onUndo : undefined
    if (event.altKey) return undefined
    if (arrow !== undefined) {
      return () => {
        const to = moved(arrow)
        onAt(to)
        if (event.shiftKey) onStroke(at, to)
        setSaid(`${event.shiftKey ? verb : ''} ${place(to)}`.trim())
      }
    }
    switch (event.key) {
      case ' ':
        return () => {
          onStroke(at)
          setSaid(`${verb} ${place(at)}`)
        }
      case '+':
      case '=':
        return onWidth && (() => onWidth(brush.width + Math.max(1, brush.width / 4)))
      case '-':
        return onWidth && (() => onWidth(brush.width - Math.max(1, brush.width / 5)))
      case 'e':
      case 'E':
        return onErase
      default:
        return undefined
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const act = actOf(event)
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return { onKeyDown, said }
}
