/** A worker: what is told of errors. Handlers have names by `sourceURL`, and so has this one. */
import * as v from 'valibot'
import { answer, outcome } from './emulation.fixture'

const HANDLER = `
function makeBuffer(device, label) {
  return device.createBuffer({ size: 16, usage: GPUBufferUsage.COPY_DST, ...(label && { label }) })
}
function makeShader(device, code) {
  return device.createShaderModule({ label: 'broken', code })
}
return { makeBuffer, makeShader }
//# sourceURL=sublet:///demo/handler.ts`

const WGSL = `@compute @workgroup_size(1)
fn main() {
  let x = nothing;
}`

const handlerSchema = v.object({
  makeBuffer: v.pipe(v.function(), v.args(v.tuple([v.instance(GPUDevice), v.optional(v.string())]))),
  makeShader: v.pipe(v.function(), v.args(v.tuple([v.instance(GPUDevice), v.string()]))),
})

await answer(async ({ lease, release, log }) => {
  const { makeBuffer, makeShader } = v.parse(handlerSchema, new Function(HANDLER)())
  const buffer = (label?: string) => v.parse(v.instance(GPUBuffer), makeBuffer(device, label))
  const device = await lease()
  const seen: Record<string, unknown> = {}

  /** What the log has when the device has told all that went wrong. */
  async function logged(wrong: () => unknown, text = ''): Promise<string | undefined> {
    log.length = 0
    const told = new Promise((resolve) => device.addEventListener('uncapturederror', resolve, { once: true }))
    await wrong()
    // Chromium tells of errors when something makes it flush its commands.
    await device.queue.onSubmittedWorkDone()
    await told
    return log.find((line) => line.includes(text))
  }
  const copyFrom = (source: GPUBuffer) => {
    const encoder = device.createCommandEncoder()
    encoder.copyBufferToBuffer(source, 0, source, 8, 4)
    encoder.finish()
  }

  const [plain, mine, renamed] = [buffer(), buffer('mine'), buffer()]
  renamed.label = 'renamed'
  seen.labels = [plain.label, mine.label, renamed.label]
  seen.auto = await logged(() => copyFrom(plain))
  seen.named = await logged(() => copyFrom(mine))
  await logged(async () => {
    const module = v.parse(v.instance(GPUShaderModule), makeShader(device, WGSL))
    await module.getCompilationInfo()
  })
  seen.shader = log.find((line) => line.includes('WGSL of'))

  device.pushErrorScope('validation')
  copyFrom(plain)
  seen.ownScope = (await device.popErrorScope()) instanceof GPUValidationError ? 'validation' : 'none'
  device.pushErrorScope('validation')
  device.pushErrorScope('out-of-memory')
  copyFrom(plain)
  log.length = 0
  release()
  await device.queue.onSubmittedWorkDone()
  seen.leftOpen = [...log]
  seen.nothingOpen = await outcome(() => device.popErrorScope())

  const refused = await Promise.resolve()
    .then(() => buffer())
    .catch((error: unknown) => error)
  if (!(refused instanceof Error) || !('wayOut' in refused)) throw new Error('it was not refused')
  seen.refusal = refused.message
  seen.wayOut = refused.wayOut
  return seen
})
