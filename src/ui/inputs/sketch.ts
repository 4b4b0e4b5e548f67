export interface Point {
  x: number
  y: number
}

/** Strokes on a canvas: round, smooth, white on black, as the data sets of handwriting have it. */
export interface Sketch {
  begin(point: Point): void
  extend(point: Point): void
  end(): void
  undo(): void
  clear(): void
  /** Puts back what `read` gave earlier; the strokes that it was made of are not known any more. */
  restore(image: ImageData): void
  read(): ImageData
}

/** A digit drawn at this width comes out as thick as one written with a pen. */
const LINE_SHARE = 0.08

/** Owns what is drawn on `canvas`, in pixels of its bitmap; knows no pointer and no React. */
export function createSketch(canvas: HTMLCanvasElement): Sketch {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no 2D canvas')
  let strokes: Point[][] = []
  let ground: ImageData | undefined

  const wipe = () => {
    context.fillStyle = '#000'
    context.fillRect(0, 0, canvas.width, canvas.height)
    if (ground !== undefined) context.putImageData(ground, 0, 0)
  }

  const draw = (from: Point, bend: Point, to: Point) => {
    context.strokeStyle = '#fff'
    context.lineWidth = canvas.width * LINE_SHARE
    context.lineCap = 'round'
    context.beginPath()
    context.moveTo(from.x, from.y)
    context.quadraticCurveTo(bend.x, bend.y, to.x, to.y)
    context.lineTo(to.x, to.y)
    context.stroke()
  }

  /** The piece that the point at `index` completes: between the middles on both sides of the point before it. */
  const drawPiece = (stroke: readonly Point[], index: number) => {
    const [tip, last, before] = [stroke[index], stroke[index - 1], stroke[index - 2]]
    if (tip === undefined) return
    if (last === undefined) draw(tip, tip, tip)
    else draw(before === undefined ? last : middle(before, last), last, middle(last, tip))
  }

  /** From the last middle to where the pointer was lifted. */
  const drawEnd = (stroke: readonly Point[]) => {
    const [tip, last] = [stroke.at(-1), stroke.at(-2)]
    if (tip !== undefined && last !== undefined) draw(middle(last, tip), tip, tip)
  }

  const redraw = () => {
    wipe()
    for (const stroke of strokes) {
      stroke.forEach((_, index) => {
        drawPiece(stroke, index)
      })
      drawEnd(stroke)
    }
  }

  wipe()
  return {
    begin(point) {
      strokes.push([point])
      drawPiece([point], 0)
    },
    extend(point) {
      const stroke = strokes.at(-1)
      if (stroke === undefined) return
      stroke.push(point)
      drawPiece(stroke, stroke.length - 1)
    },
    end() {
      drawEnd(strokes.at(-1) ?? [])
    },
    undo() {
      if (strokes.pop() === undefined) ground = undefined
      redraw()
    },
    clear() {
      strokes = []
      ground = undefined
      wipe()
    },
    restore(image) {
      strokes = []
      ground = image
      wipe()
    },
    read: () => context.getImageData(0, 0, canvas.width, canvas.height),
  }
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
