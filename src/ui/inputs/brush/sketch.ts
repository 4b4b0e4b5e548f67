export interface Point {
  x: number
  y: number
}

/** In pixels. */
export interface Size {
  width: number
  height: number
}

export interface Brush {
  /** Pixels of the bitmap. */
  width: number
  /** It takes away instead. */
  erase: boolean
}

/** Colours of CSS. */
export interface Paper {
  ink: string
  /** Absent: transparent. */
  ground?: string
}

/** Strokes on a canvas, round and smooth. */
export interface Sketch {
  begin(point: Point, brush: Brush): void
  extend(point: Point): void
  end(): void
  /** What is painted becomes empty, and the other way round; for transparent paper. */
  invert(): void
  undo(): void
  clear(): void
  /** Puts back what `read` gave earlier; the strokes that it was made of are not known any more. */
  restore(image: ImageData): void
  read(): ImageData
  /** Something was done since it was clear. */
  canUndo(): boolean
}

/** As the data sets of handwriting have it. */
const SLATE: Paper = { ink: '#fff', ground: '#000' }

interface Stroke {
  brush: Brush
  points: Point[]
}

/** Owns what is drawn on `canvas`, in pixels of its bitmap; knows no pointer and no React. */
export function createSketch(canvas: HTMLCanvasElement, paper: Paper = SLATE): Sketch {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no 2D canvas')
  let marks: (Stroke | 'inversion')[] = []
  let ground: ImageData | undefined

  const fill = (colour: string, how: GlobalCompositeOperation) => {
    context.globalCompositeOperation = how
    context.fillStyle = colour
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.globalCompositeOperation = 'source-over'
  }

  const wipe = () => {
    context.clearRect(0, 0, canvas.width, canvas.height)
    if (paper.ground !== undefined) fill(paper.ground, 'source-over')
    if (ground === undefined) return
    context.putImageData(ground, 0, 0)
    // Wherever it comes from, it is shown in this ink.
    if (paper.ground === undefined) fill(paper.ink, 'source-in')
  }

  const withBrush = ({ width, erase }: Brush, draw: () => void) => {
    const through = erase && paper.ground === undefined
    const colour = erase ? (paper.ground ?? paper.ink) : paper.ink
    context.globalCompositeOperation = through ? 'destination-out' : 'source-over'
    context.fillStyle = colour
    context.strokeStyle = colour
    context.lineWidth = width
    context.lineCap = 'round'
    context.beginPath()
    draw()
    context.globalCompositeOperation = 'source-over'
  }

  /** A line of no length is not drawn at all. */
  const dot = (brush: Brush, { x, y }: Point) =>
    withBrush(brush, () => {
      context.arc(x, y, brush.width / 2, 0, 2 * Math.PI)
      context.fill()
    })

  const line = (brush: Brush, from: Point, bend: Point, to: Point) =>
    withBrush(brush, () => {
      context.moveTo(from.x, from.y)
      context.quadraticCurveTo(bend.x, bend.y, to.x, to.y)
      context.lineTo(to.x, to.y)
      context.stroke()
    })

  /** The piece that the point at `index` completes: between the middles on both sides of the point before it. */
  const drawPiece = ({ brush, points }: Stroke, index: number) => {
    const [tip, last, before] = [points[index], points[index - 1], points[index - 2]]
    if (tip === undefined) return
    if (last === undefined) dot(brush, tip)
    else line(brush, before === undefined ? last : middle(before, last), last, middle(last, tip))
  }

  /** From the last middle to where the pointer was lifted. */
  const drawEnd = ({ brush, points }: Stroke) => {
    const [tip, last] = [points.at(-1), points.at(-2)]
    if (tip !== undefined && last !== undefined) line(brush, middle(last, tip), tip, tip)
  }

  const drawInversion = () => fill(paper.ink, 'source-out')

  const redraw = () => {
    wipe()
    for (const mark of marks) {
      if (mark === 'inversion') {
        drawInversion()
        continue
      }
      mark.points.forEach((_, index) => {
        drawPiece(mark, index)
      })
      drawEnd(mark)
    }
  }

  const current = (): Stroke | undefined => {
    const last = marks.at(-1)
    return last === 'inversion' ? undefined : last
  }

  wipe()
  return {
    begin(point, brush) {
      const stroke = { brush, points: [point] }
      marks.push(stroke)
      drawPiece(stroke, 0)
    },
    extend(point) {
      const stroke = current()
      if (stroke === undefined) return
      stroke.points.push(point)
      drawPiece(stroke, stroke.points.length - 1)
    },
    end() {
      const stroke = current()
      if (stroke !== undefined) drawEnd(stroke)
    },
    invert() {
      marks.push('inversion')
      drawInversion()
    },
    undo() {
      if (marks.pop() === undefined) ground = undefined
      redraw()
    },
    clear() {
      marks = []
      ground = undefined
      wipe()
    },
    restore(image) {
      marks = []
      ground = image
      wipe()
    },
    read: () => context.getImageData(0, 0, canvas.width, canvas.height),
    canUndo: () => marks.length > 0 || ground !== undefined,
  }
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
