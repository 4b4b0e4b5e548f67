import { GPU, Interface, Textbox } from 'sublet'

// Of this runner: a second try in the same one sees the first.
let tries = 0

async function work(): Promise<never> {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  for (;;) {
    const buffer = device.createBuffer({ size: 4, usage: GPUBufferUsage.COPY_DST })
    device.queue.writeBuffer(buffer, 0, new Float32Array([1]))
    await device.queue.onSubmittedWorkDone()
    buffer.destroy()
  }
}

const untilLost = GPU({ duration: 60 }, async function* (mode: string) {
  tries += 1
  if (mode === 'at once' || (mode === 'first try' && tries > 1)) {
    yield `try ${tries}`
    return
  }
  if (mode === 'shows') yield 'shown'
  // It hears of no loss: nothing that it waits for has to do with the GPU.
  if (mode === 'deaf') await new Promise(() => undefined)
  await work()
})

export default Interface({
  title: 'lost-run',
  inputs: [Textbox({ label: 'at once, first try, shows or deaf' })],
  outputs: [Textbox()],
  fn: untilLost,
})
