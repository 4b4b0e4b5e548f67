import { Canvas, canvasFor, GPU, Interface, Slider, signal } from 'sublet'
import tgpu, { d, std } from 'typegpu'

const view = Canvas({ label: 'Triangle', width: 512, height: 512 })

const spin = GPU({ duration: (seconds: number) => seconds + 2 }, async function spin(seconds: number) {
  const root = await tgpu.init()
  const canvas = canvasFor(view)
  const context = root.configureContext({ canvas, alphaMode: 'premultiplied' })
  const time = root.createUniform(d.f32)
  const pipeline = root.createRenderPipeline({
    primitive: { topology: 'triangle-list' },
    vertex: ({ $vertexIndex }) => {
      'use gpu'
      const corners = [d.vec2f(0, 0.5), d.vec2f(-0.5, -0.5), d.vec2f(0.5, -0.5)]
      const colours = [d.vec3f(1, 0, 0), d.vec3f(0, 1, 0), d.vec3f(0, 0, 1)]
      const shift = d.vec2f(std.sin(time.$), std.cos(time.$)).mul(0.3)
      return {
        $position: d.vec4f(corners[$vertexIndex].add(shift), 0, 1),
        colour: colours[$vertexIndex],
      }
    },
    fragment: ({ colour }) => {
      'use gpu'
      return d.vec4f(colour, 1)
    },
  })
  const begun = performance.now()
  for (let now = 0; now < seconds; now = (performance.now() - begun) / 1000) {
    if (signal().aborted) break
    time.write(now)
    pipeline.withColorAttachment({ view: context }).draw(3)
    await new Promise(requestAnimationFrame)
  }
})

export default Interface({
  title: 'A triangle that goes around',
  inputs: [Slider({ label: 'Seconds', min: 1, max: 10, value: 4 })],
  outputs: [view],
  fn: (seconds) => spin(seconds),
})
