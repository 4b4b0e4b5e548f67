import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from '../../render.fixture'
import { stream } from '../stream.fixture'
import { Model3DOutput } from './model3d-output'

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
const splat = () =>
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
/** Watches what is drawn: read right behind it, because later the canvas' buffer is gone. */
function watchDrawing(): () => Uint8Array {
  let seen = new Uint8Array()
  const { drawElements } = WebGL2RenderingContext.prototype
  WebGL2RenderingContext.prototype.drawElements = function draw(this: WebGL2RenderingContext, ...args) {
    drawElements.apply(this, args)
    const { drawingBufferWidth: width, drawingBufferHeight: height } = this
    seen = new Uint8Array(width * height * 4)
    this.readPixels(0, 0, width, height, this.RGBA, this.UNSIGNED_BYTE, seen)
  }
  onTestFinished(() => {
    WebGL2RenderingContext.prototype.drawElements = drawElements
  })
  return () => seen
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

test('a Gaussian splat is points, and that is said', async () => {
  render(<Model3DOutput label="Thing" value={splat()} />)
  await expect.element(page.getByText('A Gaussian splat, shown as points')).toBeVisible()
  await expect.element(page.getByText('2 points')).toBeVisible()
})

test('bytes are taken as well as files', async () => {
  const bytes = await glb().arrayBuffer()
  render(<Model3DOutput label="Thing" value={new Uint8Array(bytes)} />)
  await expect.element(page.getByText('1 triangles')).toBeVisible()
})

test('a file asks for nothing outside of it', async () => {
  const asked: string[] = []
  const seen = new PerformanceObserver((list) => asked.push(...list.getEntries().map(({ name }) => name)))
  seen.observe({ type: 'resource' })
  render(<Model3DOutput label="Thing" value={glb('/spied-on.png')} />)
  await expect.element(stage()).toHaveAttribute('aria-busy', 'false')
  seen.disconnect()
  expect(asked.filter((name) => name.includes('spied'))).toEqual([])
})

test.each([
  ['an empty file', new File([], 'a.glb'), 'The file is empty.'],
  ['a file of another kind', new File(['PK\u0003\u0004'], 'a.glb'), 'neither .glb nor .ply'],
  ['a header without an end', new File(['ply\nformat ascii 1.0\n'], 'a.ply'), 'its header has no end'],
  ['a damaged one', new File(['glTF1234'], 'a.glb'), 'could not be read'],
  ['one with nothing in it', ply(['element vertex 0', ...POINT], []), 'nothing to see'],
  ['a text', 'model.glb', 'takes a .glb or .ply file'],
])('%s is said', async (_, value, said) => {
  render(<Model3DOutput label="Thing" value={value} />)
  await expect.element(page.getByRole('alert')).toHaveTextContent(said)
})
