import { GPU, Interface, JSON } from 'sublet'

async function attempt(task: () => Promise<unknown>): Promise<string> {
  try {
    await task()
    return 'ALLOWED'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

const adapter = await navigator.gpu.requestAdapter()
const atModuleScope = {
  adapter: adapter !== null,
  limit: adapter?.limits.maxBufferSize,
  device: await attempt(async () => adapter?.requestDevice()),
}

// A handler that keeps its device must not be able to go on with it once the lease is over.
let kept: GPUDevice | undefined
const inside = GPU({ duration: 10 }, async () => {
  kept = await (await navigator.gpu.requestAdapter())?.requestDevice()
  kept?.queue.submit([])
  return kept !== undefined
})

export default Interface({
  title: 'module-scope',
  inputs: [],
  outputs: [JSON()],
  fn: async () => ({
    atModuleScope,
    inside: await inside(),
    afterwards: await attempt(async () => kept?.queue.submit([])),
  }),
})
