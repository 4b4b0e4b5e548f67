import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from '../../render.fixture'
import { stream } from '../stream.fixture'
import { Model3DOutput } from './model3d-output'
import { ksplatSplats, plySplats, recordSplats, spzSplats } from './splats.fixture'

const POINT = ['property float x', 'property float y', 'property float z']
const COLOUR = ['property uchar red', 'property uchar green', 'property uchar blue']

function ply(head: string[], body: string[], name = 'model.ply'): File {
  return new File([['ply', 'format ascii 1.0', ...head, 'end_header', ...body, ''].join('\n')], name)
}
/** Two triangles, red. */
const square = () =>
  ply(
    ['element vertex 4', ...POINT, ...COLOUR, 'element face 1', 'property list uchar int vertex_indices'],
    ['-1 -1 0 255 0 0', '1 -1 0 255 0 0', '1 1 0 255 0 0', '-1 1 0 255 0 0', '4 0 1 2 3'],
  )
const cloud = () => ply(['element vertex 2', ...POINT], ['0 0 0', '1 1 1'])
/** Without sizes and directions. */
const splatOfPoints = () =>
  ply(
    ['element vertex 2', ...POINT, ...[0, 1, 2].map((at) => `property float f_dc_${at}`)],
    ['0 0 0 1 0 0', '1 1 1 0 1 0'],
  )

/** A binary glTF with one triangle; `uri`: of an image that it wants besides. */
function glb(uri?: string): Blob {
  const positions = new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0])
  const document = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, ...(uri && { material: 0 }) }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
    ],
    bufferViews: [{ buffer: 0, byteLength: positions.byteLength }],
    buffers: [{ byteLength: positions.byteLength }],
    ...(uri && {
      images: [{ uri }],
      textures: [{ source: 0 }],
      materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }],
    }),
  }
  const json = new TextEncoder().encode(JSON.stringify(document))
  const padded = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(0x20)
  padded.set(json)
  const word = (...values: number[]) => Uint32Array.from(values)
  return new Blob([
    word(0x46546c67, 2, 12 + 8 + padded.length + 8 + positions.byteLength),
    word(padded.length, 0x4e4f534a),
    padded,
    word(positions.byteLength, 0x004e4942),
    positions,
  ])
}

const stage = () => page.getByRole('application', { name: 'Thing: 3D model' })
/** Watches what is drawn on the page: read right behind it, because later the canvas' buffer is gone. */
function watchDrawing(): () => Uint8Array {
  let seen = new Uint8Array()
  const { drawElements, drawElementsInstanced } = WebGL2RenderingContext.prototype
  const look = (gl: WebGL2RenderingContext) => {
    if (gl.getParameter(gl.FRAMEBUFFER_BINDING) !== null) return
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl
    seen = new Uint8Array(width * height * 4)
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, seen)
  }
  WebGL2RenderingContext.prototype.drawElements = function draw(this: WebGL2RenderingContext, ...args) {
    drawElements.apply(this, args)
    look(this)
  }
  WebGL2RenderingContext.prototype.drawElementsInstanced = function draw(
    this: WebGL2RenderingContext,
    ...args
  ) {
    drawElementsInstanced.apply(this, args)
    look(this)
  }
  onTestFinished(() => {
    Object.assign(WebGL2RenderingContext.prototype, { drawElements, drawElementsInstanced })
  })
  return () => seen
}
/** Names of all that the page asks for from here on. */
function watchNetwork(): () => string[] {
  const asked: string[] = []
  const seen = new PerformanceObserver((list) => asked.push(...list.getEntries().map(({ name }) => name)))
  seen.observe({ type: 'resource' })
  onTestFinished(() => seen.disconnect())
  return () => [...asked, ...seen.takeRecords().map(({ name }) => name)]
}
const opaque = (data: Uint8Array) => data.filter((item, at) => at % 4 === 3 && item > 200).length

test('a mesh is drawn with its colours, and turned by keys', async () => {
  const drawn = watchDrawing()
  render(<Model3DOutput label="Thing" value={square()} />)
  await expect.element(page.getByText('2 triangles')).toBeVisible()
  stage().element().focus()
  // The first picture waits for shaders, which a software GPU takes seconds to compile.
  await expect.poll(() => opaque(drawn()), { timeout: 10_000 }).toBeGreaterThan(1000)
  const before = drawn()
  const at = before.findIndex((item, index) => index % 4 === 3 && item > 200) - 3
  expect(before[at]).toBeGreaterThan(2 * (before[at + 1] ?? 255))
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}')
  await expect.poll(() => opaque(drawn())).not.toBe(opaque(before))
  await userEvent.keyboard('0')
  await expect.poll(() => opaque(drawn()), { timeout: 10_000 }).toBe(opaque(before))
})

test('a newer model comes in place of it; what the visitor has turned stays turned', async () => {
  const { give } = stream((value) => <Model3DOutput label="Thing" value={value} />, square())
  await expect.element(page.getByText('2 triangles')).toBeVisible()
  await expect.poll(() => stage().element().querySelector('canvas')).not.toBeNull()
  const canvas = stage().element().querySelector('canvas')
  give(cloud())
  await expect.element(page.getByText('2 points')).toBeVisible()
  expect(stage().element().querySelector('canvas')).toBe(canvas)
  give(glb())
  await expect.element(page.getByText('1 triangles')).toBeVisible()
})

/** Pixels in which one channel is more than twice the others: how many, and where their middle is, from left to right. */
function coloured(data: Uint8Array, channel: 0 | 1 | 2): { count: number; x: number } {
  const width = stage().element().querySelector('canvas')?.width ?? 1
  let [count, sum] = [0, 0]
  for (let at = 0; at < data.length; at += 4) {
    const value = data[at + channel] ?? 0
    const others = [0, 1, 2].filter((one) => one !== channel).map((one) => data[at + one] ?? 0)
    if (value < 60 || others.some((other) => value < 2 * other)) continue
    count += 1
    sum += (at / 4) % width
  }
  return { count, x: sum / count }
}

test.each([
  ['a .ply', plySplats],
  ['a .splat', recordSplats],
  ['a .spz', spzSplats],
  ['a .ksplat', ksplatSplats],
])('Gaussian splats in %s are blots of their colours, in their place', async (_, file) => {
  const drawn = watchDrawing()
  const asked = watchNetwork()
  render(<Model3DOutput label="Thing" value={file(400)} />)
  await expect.element(page.getByText('400 splats'), { timeout: 20_000 }).toBeVisible()
  // Red ones are on the left, green ones on the right; each is much larger than a point.
  await expect.poll(() => coloured(drawn(), 0).count, { timeout: 20_000 }).toBeGreaterThan(5000)
  const [red, green, blue] = [coloured(drawn(), 0), coloured(drawn(), 1), coloured(drawn(), 2)]
  expect(green.count).toBeGreaterThan(5000)
  expect(green.x - red.x).toBeGreaterThan(50)
  expect(blue.count).toBe(0)
  const elsewhere = asked().filter((name) => !/^(blob|data):/.test(name) && new URL(name).origin !== origin)
  expect(elsewhere).toEqual([])

  const before = drawn()
  stage().element().focus()
  await userEvent.keyboard('-')
  await expect.poll(() => coloured(drawn(), 0).count, { timeout: 10_000 }).toBeLessThan(red.count)
  expect(drawn()).not.toBe(before)
})

test('the splats that a program writes are the right way up: their y points down', async () => {
  const drawn = watchDrawing()
  render(<Model3DOutput label="Thing" value={plySplats(400, 'y')} />)
  await expect.poll(() => coloured(drawn(), 0).count, { timeout: 20_000 }).toBeGreaterThan(1000)
  const rows = (channel: 0 | 1) => {
    const data = drawn()
    const width = stage().element().querySelector('canvas')?.width ?? 1
    const found = [...Array(data.length / 4).keys()].filter(
      (at) =>
        (data[4 * at + channel] ?? 0) > 60 &&
        (data[4 * at + channel] ?? 0) > 2 * (data[4 * at + 1 - channel] ?? 0),
    )
    return found.reduce((sum, at) => sum + Math.floor(at / width), 0) / found.length
  }
  // Read from the bottom up: red, of the smaller y, is above.
  expect(rows(0)).toBeGreaterThan(rows(1) + 20)
})

test('a mesh after splats, and splats after it', async () => {
  const { give } = stream((value) => <Model3DOutput label="Thing" value={value} />, plySplats(50))
  await expect.element(page.getByText('50 splats'), { timeout: 20_000 }).toBeVisible()
  give(square())
  await expect.element(page.getByText('2 triangles')).toBeVisible()
  const drawn = watchDrawing()
  give(recordSplats(70))
  await expect.element(page.getByText('70 splats')).toBeVisible()
  await expect.poll(() => coloured(drawn(), 1).count, { timeout: 20_000 }).toBeGreaterThan(1000)
})

test('a splat without sizes is points, and that is said', async () => {
  render(<Model3DOutput label="Thing" value={splatOfPoints()} />)
  await expect.element(page.getByText('A Gaussian splat, shown as points')).toBeVisible()
  await expect.element(page.getByText('2 points')).toBeVisible()
})

test('bytes are taken as well as files', async () => {
  const bytes = await glb().arrayBuffer()
  render(<Model3DOutput label="Thing" value={new Uint8Array(bytes)} />)
  await expect.element(page.getByText('1 triangles')).toBeVisible()
})

test('a file asks for nothing outside of it', async () => {
  const asked = watchNetwork()
  render(<Model3DOutput label="Thing" value={glb('/spied-on.png')} />)
  await expect.element(stage()).toHaveAttribute('aria-busy', 'false')
  expect(asked().filter((name) => name.includes('spied'))).toEqual([])
})

test.each([
  ['an empty file', new File([], 'a.glb'), 'The file is empty.'],
  ['a file of another kind', new File(['PK\u0003\u0004'], 'a.glb'), 'neither .glb, .ply'],
  ['a header without an end', new File(['ply\nformat ascii 1.0\n'], 'a.ply'), 'its header has no end'],
  ['a damaged one', new File(['glTF1234'], 'a.glb'), 'could not be read'],
  ['a splat that breaks off', plySplats(50).slice(0, 2000), 'could not be read'],
  ['one with nothing in it', ply(['element vertex 0', ...POINT], []), 'nothing to see'],
  ['a text', 'model.glb', 'takes a .glb, .ply'],
])('%s is said', async (_, value, said) => {
  render(<Model3DOutput label="Thing" value={value} />)
  await expect.element(page.getByRole('alert')).toHaveTextContent(said)
})
