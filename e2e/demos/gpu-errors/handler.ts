import { GPU, Interface, Textbox } from 'sublet'

const adapter = await navigator.gpu.requestAdapter()
let kept: GPUDevice | undefined

const mistakes = GPU({ duration: 10 }, async function mistakes() {
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  kept = device
  device.createShaderModule({ label: 'typo', code: '@compute fn main() {\n  let x = nothing;\n}' })
  const buffer = device.createBuffer({ size: 16, usage: GPUBufferUsage.COPY_DST })
  device.queue.writeBuffer(buffer, 0, new Uint8Array(32))
  // Left open, with what it caught.
  device.pushErrorScope('validation')
  device.queue.writeBuffer(buffer, 0, new Uint8Array(64))
  await device.queue.onSubmittedWorkDone()
})

export default Interface({
  title: 'gpu-errors',
  inputs: [Textbox({ label: 'inside, or after' })],
  outputs: [Textbox()],
  fn: async (where) => {
    await mistakes()
    if (where === 'after') kept?.createBuffer({ size: 16, usage: GPUBufferUsage.COPY_DST })
    return 'done'
  },
})
