import { expect, test } from '@playwright/test'
import { countingBytes, embeddedModel } from '../src/staging/fixtures/large-model'
import { startHub } from './hub/hub'

const TOKEN = 'hf_known'

test('a gated model comes with the token, which the hub sees and its CDN does not', async ({ page }) => {
  const model = embeddedModel(countingBytes(65_536))
  const hub = await startHub({
    repos: { 'org/name': { files: { 'onnx/model_q4.onnx': model }, gated: 'manual', tokens: [TOKEN] } },
  })
  try {
    await page.goto('./')
    await page.waitForFunction(() => window.sublet !== undefined)
    const refused = page.evaluate(async (base) => {
      await window.sublet.models.setHub({ base })
      return window.sublet.models.add('hf:org/name:q4').catch(({ code, figures }) => ({ code, figures }))
    }, hub.url)
    expect(await refused).toMatchObject({ code: 'ModelNotFound', figures: { status: 401 } })
    hub.forgetRequests()
    await page.evaluate(
      async ({ base, token }) => {
        await window.sublet.models.setHub({ base, token })
        await window.sublet.models.add('hf:org/name:q4')
      },
      { base: hub.url, token: TOKEN },
    )
    await hub.settled()
    const seen = hub.requests.filter(({ method }) => method === 'GET')
    const shown = (origin: 'hub' | 'cdn') =>
      new Set(seen.filter((asked) => asked.origin === origin).map(({ authorization }) => authorization))
    expect(shown('hub')).toEqual(new Set([`Bearer ${TOKEN}`]))
    expect(shown('cdn')).toEqual(new Set([undefined]))
    expect(seen.some(({ path }) => path.startsWith('/api/models/org/name/'))).toBe(true)
  } finally {
    await hub.close()
  }
})
