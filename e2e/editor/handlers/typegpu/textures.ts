import { Canvas, canvasFor, GPU, Image, Interface } from 'sublet'
import tgpu, { common, d, std } from 'typegpu'

const view = Canvas({ label: 'Through a lens', width: 512, height: 512 })

const bend = GPU({ duration: 10 }, async (picture: ImageData) => {
  const root = await tgpu.init()
  const context = root.configureContext({ canvas: canvasFor(view) })
  const texture = root
    .createTexture({ size: [512, 512], format: 'rgba8unorm', mipLevelCount: 4 })
    .$usage('sampled', 'render')
  texture.write(await createImageBitmap(picture))
  texture.generateMipmaps()
  const sampled = texture.createView(d.texture2d(d.f32))
  const sampler = root.createSampler({ magFilter: 'linear', minFilter: 'linear', mipmapFilter: 'linear' })
  const pipeline = root.createRenderPipeline({
    vertex: common.fullScreenTriangle,
    fragment: ({ uv }) => {
      'use gpu'
      const away = std.sub(uv, d.vec2f(0.5))
      const bent = std.add(uv, std.mul(away, std.length(away)))
      return std.textureSample(sampled.$, sampler.$, bent)
    },
  })
  pipeline.withColorAttachment({ view: context }).draw(3)
  texture.destroy()
})

export default Interface({
  title: 'A lens',
  inputs: [Image({ shape: [512, 512] })],
  outputs: [view],
  fn: (picture) => bend(picture),
})
