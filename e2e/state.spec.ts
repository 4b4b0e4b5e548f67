import { expect, test } from './site'

test('State is copied each time that it is yielded, and comes back in the next call', async ({ site }) => {
  const add = async (value: number) => {
    const call = await site.start('state-count', [value])
    return (await call.ended()).outputs
  }
  // The page sees no State: of three outputs there are two.
  expect(await add(1)).toEqual(['noted', { total: 1, values: [] }])
  // What was noted after the yield is not there.
  expect(await add(2)).toEqual(['noted', { total: 3, values: [] }])
  // This one yields its State once more.
  expect(await add(10)).toEqual(['noted', { total: 13, values: [] }])
  expect(await add(4)).toEqual(['noted', { total: 17, values: [10] }])
})

test('State outlives a call that fails, one that is stopped, and the runner that is killed with it', async ({
  site,
}) => {
  const first = await site.start('state-count', [5])
  await first.ended()
  const fails = await site.start('state-count', [0])
  expect(await fails.ended()).toMatchObject({
    error: { code: 'HandlerFailed', message: expect.stringContaining('nothing to add') },
  })
  const endless = await site.start('state-count', [-1])
  await expect.poll(async () => (await endless.state()).outputs?.[0]).toBe('noted')
  await endless.stop()
  expect(await endless.ended()).toMatchObject({ error: { code: 'Cancelled' } })
  expect(await endless.state()).toMatchObject({ partial: true, outputs: ['noted', { total: 4 }] })
  const last = await site.start('state-count', [1])
  expect((await last.ended()).outputs).toEqual(['noted', { total: 5, values: [] }])
})

test('the form asks for no State; it goes on in an edited handler that declares it, and Reset begins anew', async ({
  site,
}) => {
  const { page } = site
  await site.open('#/d/state-count')
  const result = page.getByRole('region', { name: 'Result' })
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await page.getByLabel('Value').fill('7')
  await run.click()
  await expect(result).toContainText('"total": 7')
  await run.click()
  await expect(result).toContainText('"total": 14')
  await expect(page.getByRole('region', { name: 'Inputs' })).not.toContainText('State')
  await expect(result).not.toContainText('State')

  await page.getByRole('button', { name: /^Edit/ }).click()
  const code = page.locator('[data-ready="true"]')
  await expect(code).toContainText('Interface')
  await code.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\n// edited')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result).toContainText('"total": 21')
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page.getByText('edited', { exact: true })).toHaveCount(0)
  await run.click()
  await expect(result).toContainText('"total": 7')
})

test('inputs that are too many or cannot be sent are refused with what is wrong', async ({ site }) => {
  const many = await site.start('state-count', [1, 2])
  expect(await many.ended()).toMatchObject({
    error: { code: 'HandlerFailed', figures: { expectedInputs: 1, givenInputs: 2 } },
  })
  const refused = await site.page.evaluate(() =>
    window.sublet
      .predict('state-count', [{ onDone: () => 1 }])
      .catch(({ code, message }) => ({ code, message })),
  )
  expect(refused).toEqual({ code: 'NotCloneable', message: 'inputs[0].onDone is a function.' })
})
