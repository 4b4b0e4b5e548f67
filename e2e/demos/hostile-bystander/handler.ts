import { GPU, Interface, Textbox } from 'sublet'

const work = GPU({ duration: 1 }, async () => {
  const adapter = await navigator.gpu.requestAdapter()
  const device = await adapter?.requestDevice()
  await device?.queue.onSubmittedWorkDone()
  return 'fine'
})

export default Interface({
  title: 'hostile-bystander',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn: () => work(),
})
