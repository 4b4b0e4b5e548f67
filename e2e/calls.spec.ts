import { expect, type Site, test } from './site'

async function ended(site: Site, demo: string, ...inputs: unknown[]) {
  const call = await site.start(demo, inputs)
  const { outputs, error } = await call.ended()
  const leases = (await call.state()).leases.map(({ fn, seconds }) => [fn, seconds])
  return { output: outputs?.[0], error, leases }
}

test('every form of GPU(...) takes a lease by its name and its duration', async ({ site }) => {
  const form = (name: string) => ended(site, 'call-forms', name)
  expect(await form('method')).toMatchObject({ output: 6, leases: [['scaled', 4]] })
  expect(await form('static')).toMatchObject({ output: 1, leases: [['counted', 60]] })
  expect(await form('private')).toMatchObject({ output: 7, leases: [['#hidden', 4]] })
  // It has no name but the variable's.
  expect(await form('arrow')).toMatchObject({ output: 2, leases: [['arrow', 4]] })
  expect(await form('plain')).toMatchObject({ output: 42, leases: [['plain', 60]] })
  expect(await form('duration')).toMatchObject({ output: true, leases: [['byFrames', 7]] })
})

test('a generator keeps what is sent and returned, and is told where `await` was forgotten', async ({
  site,
}) => {
  const kept = await ended(site, 'call-forms', 'generator')
  expect(kept).toMatchObject({ output: ['a', 'b', { done: true, value: 'left' }], leases: [['letters', 4]] })
  const { output, leases } = await ended(site, 'call-forms', 'synchronously')
  expect(output).toEqual(['HandlerFailed', expect.any(String), expect.stringContaining('for await')])
  expect(leases).toEqual([])
})

test('nested calls run in the outer lease; calls side by side get one each', async ({ site }) => {
  expect(await ended(site, 'call-forms', 'nested')).toMatchObject({
    output: [10, 6, 'ab'],
    leases: [['nested', 5]],
  })
  const { output, leases } = await ended(site, 'call-forms', 'together')
  expect(output).toEqual([2, 3, 9])
  expect(leases.map(([fn]) => fn)).toEqual(['arrow', 'arrow', 'scaled'])
})

test('a timer may call while a call runs; without one there is no lease to be had', async ({ site }) => {
  expect(await ended(site, 'call-forms', 'timer')).toMatchObject({ output: 6, leases: [['arrow', 4]] })
  const { output: early } = await ended(site, 'call-forms', 'modulescope')
  expect(early).toEqual(['GpuNotAttached', expect.stringContaining('module scope'), expect.any(String)])
  await ended(site, 'call-forms', 'leave')
  // The timer has to fire before the next call begins, and nothing outside of the runner tells that it has.
  await site.page.waitForTimeout(100)
  const { output: late } = await ended(site, 'call-forms', 'left')
  expect(late).toEqual([
    'GpuNotAttached',
    'arrow() was called when no call ran: nobody has pressed Run.',
    expect.stringContaining('await arrow(…)'),
  ])
})

test('what GPU(...) does not take is refused where it is written', async ({ site }) => {
  const { output } = await ended(site, 'call-wrong')
  expect(String(output).split('\n')).toEqual([
    expect.stringMatching(/^HandlerFailed: The options of draw\(\) .* size:.*"huge"/),
    'IllegalDuration: The duration of draw() is -1, not a number of seconds above 0.',
    'HandlerFailed: GPU(...) wraps functions and methods of classes; it was given a number.',
    'HandlerFailed: GPU(...) wraps functions and methods of classes; size is a getter.',
  ])
})

for (const [kind, events] of [
  ['call', ['signal Cancelled', 'finally']],
  ['lease', ['signal Cancelled']],
  ['stream', ['finally']],
] as const) {
  test(`Stop reaches a handler that listens (${kind}): its runner stays`, async ({ site }) => {
    const call = await site.start('call-stop', [kind])
    if (kind === 'call') await expect.poll(async () => (await call.state()).outputs?.[0]).toBe('working')
    else await call.reached('running')
    await call.stop()
    expect(await call.ended()).toMatchObject({ error: { code: 'Cancelled' } })
    // A fresh runner would know nothing of it.
    expect(await ended(site, 'call-stop', 'report')).toMatchObject({ output: events })
  })
}

test('at the deadline a generator cleans up, and its runner stays', async ({ site }) => {
  const { error } = await ended(site, 'call-stop', 'stream')
  expect(error).toMatchObject({ code: 'TaskAborted' })
  expect(await ended(site, 'call-stop', 'report')).toMatchObject({ output: ['finally'] })
})

test('progress shows without a lease, and its last step is told', async ({ site }) => {
  const call = await site.start('call-stop', ['progress'])
  expect(await call.ended()).toEqual({ outputs: ['done'] })
  expect((await call.state()).progress).toEqual({ fraction: 1, text: 'step 500' })
})

for (const [value, error] of [
  ['function', { code: 'NotCloneable', message: 'outputs[0].deep[1].onDone is a function.' }],
  ['instance', { code: 'NotCloneable', message: 'outputs[0][0] is an instance of Point.' }],
  ['promise', { code: 'NotCloneable', message: 'outputs[0].later is a Promise.' }],
  ['module', { code: 'NotCloneable', message: 'outputs[0].ort is the namespace of a module.' }],
  ['tensor', { code: 'NotCloneable', message: 'outputs[0].logits is a tensor (float32, 1×2).' }],
  [
    'gpuTensor',
    {
      code: 'GpuValueEscaped',
      message: 'outputs[0].logits is a tensor (float32, 2×2) whose data is on the GPU.',
    },
  ],
  ['gpuBuffer', { code: 'GpuValueEscaped', message: 'outputs[0].buffer is a GPUBuffer.' }],
  [
    'twice',
    {
      code: 'NotCloneable',
      message: 'outputs[0].pixels is a Uint8Array that was transferred before: there is nothing left in it.',
    },
  ],
  ['throws', { code: 'HandlerFailed', message: 'ShapeMismatch: 4 is not 8' }],
] as const) {
  test(`what may not leave the runner is named: ${value}`, async ({ site }) => {
    expect((await ended(site, 'call-crossing', value)).error).toMatchObject(error)
  })
}

test('plain data leaves it as it is', async ({ site }) => {
  const seen = await site.page.evaluate(async () => {
    const [value] = await window.sublet.predict('call-crossing', ['fine'])
    const { map, when, like, self } = Object(value)
    return [[...map.get('k')].map(String), when.getTime(), String(like), self === value]
  })
  expect(seen).toEqual([['1'], 0, '/x/g', true])
})

test('errors that nobody waits for are logged with their call, and end nothing', async ({ site }) => {
  await site.open('#/d/call-trouble')
  const log = site.page.getByRole('region', { name: 'Log' })
  const run = site.page.getByRole('button', { name: 'Run', exact: true })
  const result = site.page.getByRole('region', { name: 'Result' })
  await run.click()
  await expect(result.getByText('survived 0')).toBeVisible()
  await site.page.getByLabel('Turn').fill('1')
  await run.click()
  await expect(result.getByText('survived 1')).toBeVisible()
  // From one runner: its module scope ran once.
  await expect(log.getByText('module scope logs')).toHaveCount(1)
  for (const turn of [0, 1]) {
    await expect(log).toContainText(`RangeError: thrown in a timer of call ${turn}`)
    await expect(log).toContainText(`TypeError: rejected in call ${turn}`)
    await expect(log).toContainText(`call ${turn}  has { values: Float32Array(1) [0.5] }`)
  }
})
