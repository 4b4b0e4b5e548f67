import { GPU, Image, Interface, Slider } from 'sublet'
import tgpu, { d } from 'typegpu'

const Corner = d.struct({ at: d.location(0, d.vec2f), shade: d.location(1, d.f32) })
const corners = tgpu.vertexLayout(d.arrayOf(Corner))
const SIZE = 256

const vertex = tgpu.vertexFn({
  in: { at: d.vec2f, shade: d.f32 },
  out: { position: d.builtin.position, shade: d.f32 },
})(({ at, shade }) => {
  'use gpu'
  return { position: d.vec4f(at, 0, 1), shade }
})

const fragment = tgpu.fragmentFn({ in: { shade: d.f32 }, out: d.vec4f })(({ shade }) => {
  'use gpu'
  return d.vec4f(d.vec3f(shade), 1)
})

const render = GPU({ duration: 10 }, async (height: number) => {
  const root = await tgpu.init()
  const buffer = root
    .createBuffer(corners.schemaForCount(3), [
      { at: d.vec2f(0, height), shade: 1 },
      { at: d.vec2f(-0.8, -0.8), shade: 0.2 },
      { at: d.vec2f(0.8, -0.8), shade: 0.5 },
    ])
    .$usage('vertex')
  const target = root.createTexture({ size: [SIZE, SIZE], format: 'rgba8unorm' }).$usage('render')
  root
    .createRenderPipeline({ attribs: corners.attrib, vertex, fragment, targets: { format: 'rgba8unorm' } })
    .with(corners, buffer)
    .withColorAttachment({ view: target, clearValue: [0, 0, 0, 1], loadOp: 'clear', storeOp: 'store' })
    .draw(3)
  const { device } = root
  const pixels = device.createBuffer({
    size: 4 * SIZE * SIZE,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  })
  const encoder = device.createCommandEncoder()
  encoder.copyTextureToBuffer({ texture: root.unwrap(target) }, { buffer: pixels, bytesPerRow: 4 * SIZE }, [
    SIZE,
    SIZE,
  ])
  device.queue.submit([encoder.finish()])
  await pixels.mapAsync(GPUMapMode.READ)
  return new ImageData(new Uint8ClampedArray(pixels.getMappedRange().slice()), SIZE, SIZE)
})

export default Interface({
  title: 'Corners from a buffer',
  inputs: [Slider({ label: 'Height', min: 0, max: 0.9, step: 0.1, value: 0.8 })],
  outputs: [Image()],
  fn: render,
})
