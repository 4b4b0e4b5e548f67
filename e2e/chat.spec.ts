import type { Page } from '@playwright/test'
import { expect, test } from './site'
import { watchStop } from './stop-clock'

const box = (page: Page) => page.getByRole('textbox', { name: 'Message' })
const chat = (page: Page) => page.getByRole('region', { name: 'Chat' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function send(page: Page, message: string): Promise<void> {
  await box(page).fill(message)
  await box(page).press('Enter')
}

/** What is said, by whom, as the handler would tell of it. */
async function shown(page: Page): Promise<string> {
  const turns = await page
    .getByRole('log', { name: 'Conversation' })
    .locator('article')
    .evaluateAll((articles) =>
      articles.map((turn) => `${turn.dataset.role}: ${turn.querySelector('p')?.textContent}`),
    )
  return turns.join(' | ')
}

const settled = (page: Page, phase: 'done' | 'failed') =>
  expect(chat(page)).toHaveAttribute('data-phase', phase)

test.beforeEach(async ({ site }) => site.open('#/d/chat-echo'))

test('a reply streams under a lease of its own; the next message comes with all that was said', async ({
  site: { page },
}) => {
  await send(page, 'one')
  await expect.poll(() => shown(page)).toBe('user: one | assistant: You said “one”, after [].')
  await settled(page, 'done')
  await expect(chat(page)).toContainText(/charged \d/)
  await expect(page.locator('[data-lease="answer"]')).toHaveCount(1)
  const before = await shown(page)
  await send(page, 'two')
  await expect
    .poll(() => shown(page))
    .toBe(`${before} | user: two | assistant: You said “two”, after [${before}].`)
})

test('words come one by one', async ({ site: { page } }) => {
  await expect(box(page)).toBeVisible()
  await page.evaluate(() => {
    const seen: string[] = []
    new MutationObserver(() => {
      const text = document.querySelector('[data-role="assistant"] p')?.textContent ?? ''
      if (text !== seen.at(-1)) seen.push(text)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { seen })
  })
  // The page shows those of one frame at once: so many that they take some frames, however long those are.
  await send(page, Array.from({ length: 100 }, (_, at) => `word${at}`).join(' '))
  await settled(page, 'done')
  const seen: string[] = await page.evaluate(() => Reflect.get(window, 'seen'))
  expect(seen.length).toBeGreaterThan(4)
  for (const [index, text] of seen.entries()) expect(text.startsWith(seen[index - 1] ?? '')).toBe(true)
})

// What does not hear of it is ended with its runner, 250 ms later.
for (const [message, most] of [
  ['go on', 300],
  ['hang', 400],
] as const) {
  test(`Stop ends a reply and keeps what there was (${message}); the next call is told of it`, async ({
    site: { page },
  }) => {
    await expect(box(page)).toBeVisible()
    const took = await watchStop(page, 'Chat')
    await send(page, message)
    const whole = `user: ${message} | assistant: You said “${message}”, after [].`
    await expect.poll(() => shown(page)).toBe(whole)
    await button(page, 'Stop').click()
    expect(await took()).toBeLessThan(most)
    await settled(page, 'failed')
    expect(await shown(page)).toBe(whole)
    await expect(chat(page)).toContainText('Partial: stopped')
    await expect(box(page)).toBeFocused()

    await send(page, 'two')
    await expect
      .poll(() => shown(page))
      .toBe(`${whole} | user: two | assistant: You said “two”, after [${whole}].`)
  })
}

test('a message that is stopped or fails before the first word stays, and the next call is told of it', async ({
  site: { page },
}) => {
  await send(page, 'fail at once')
  await settled(page, 'failed')
  await expect(chat(page).getByRole('alert')).toContainText('nothing to say')
  expect(await shown(page)).toBe('user: fail at once')

  await send(page, 'wait')
  await expect(chat(page)).toHaveAttribute('data-phase', 'running')
  await box(page).press('Escape')
  await settled(page, 'failed')
  const said = 'user: fail at once | user: wait'
  expect(await shown(page)).toBe(said)

  await send(page, 'go')
  await expect.poll(() => shown(page)).toBe(`${said} | user: go | assistant: You said “go”, after [${said}].`)
})

test('Retry, Undo and Clear: what the handler is told is what is shown', async ({ site: { page } }) => {
  await send(page, 'one')
  await settled(page, 'done')
  const one = await shown(page)
  await send(page, 'fail')
  await settled(page, 'failed')
  await expect(chat(page).getByRole('alert')).toContainText('nothing more to say')

  await page.getByLabel('Words').fill('2')
  await button(page, 'Retry').click()
  await settled(page, 'failed')
  expect(await shown(page)).toBe(`${one} | user: fail | assistant: You said`)

  await button(page, 'Undo').click()
  expect(await shown(page)).toBe(one)
  await expect(box(page)).toHaveValue('fail')
  await page.getByLabel('Words').fill('200')
  await send(page, 'three')
  await expect
    .poll(() => shown(page))
    .toBe(`${one} | user: three | assistant: You said “three”, after [${one}].`)

  await button(page, 'Clear').click()
  expect(await shown(page)).toBe('')
  await button(page, 'Hello there').click()
  await expect
    .poll(() => shown(page))
    .toBe('user: Hello there | assistant: You said “Hello there”, after [].')
})

test('by keys alone, from the message box to each of the buttons and back', async ({ site: { page } }) => {
  await box(page).focus()
  await page.keyboard.type('line one')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('line two')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => shown(page))
    .toBe('user: line one\nline two | assistant: You said “line one\nline two”, after [].')
  await settled(page, 'done')
  for (const name of ['Retry', 'Undo']) {
    // Backwards: the copy button of the reply, the conversation itself, Clear, Undo, Retry.
    while (!(await button(page, name).evaluate((element) => element === document.activeElement)))
      await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(box(page)).toBeFocused()
    await expect(chat(page)).toHaveAttribute('data-phase', name === 'Retry' ? 'done' : 'idle')
  }
  await expect(box(page)).toHaveValue('line one\nline two')
})

test('an edited handler answers the last message anew', async ({ site: { page } }) => {
  await send(page, 'one')
  await settled(page, 'done')
  await button(page, 'Edit').click()
  const code = page.locator('[data-ready="true"]')
  await expect(code).toContainText('ChatInterface')
  await code.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(
    "import { ChatInterface } from 'sublet'\nexport default ChatInterface({ title: 'other', fn: (message, history) => message + history.length })",
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(() => shown(page)).toBe('user: one | assistant: one0')
})

test.describe('States', () => {
  test.beforeEach(async ({ site }) => site.open('#/d/chat-count'))

  /** Sends, and waits until the reply is whole. */
  async function counted(page: Page, message: string, reply: string): Promise<void> {
    await send(page, message)
    await expect.poll(() => shown(page)).toMatch(new RegExp(`user: ${message} \\| assistant: [^|]+$`))
    await settled(page, message === 'fail' ? 'failed' : 'done')
    expect(await lastReply(page)).toBe(reply)
  }
  const lastReply = async (page: Page) => (await shown(page)).split('assistant: ').at(-1)

  test('go on from message to message, as they are where the reply comes alone or fails', async ({
    site: { page },
  }) => {
    await counted(page, 'one', 'turn 1 after []')
    await counted(page, 'two', 'turn 2 after [one]')
    await counted(page, 'leave', 'turn 3 after [one two]')
    await counted(page, 'fail', 'turn 3 after [one two]')
    await counted(page, 'three', 'turn 4 after [one two]')
    await expect(page.getByRole('region', { name: 'Settings' }).getByRole('slider')).toHaveCount(1)
  })

  test('Retry and Undo take them back as well; Clear begins anew', async ({ site: { page } }) => {
    await counted(page, 'one', 'turn 1 after []')
    await counted(page, 'two', 'turn 2 after [one]')
    await page.getByLabel('Step').fill('5')
    await button(page, 'Retry').click()
    await expect.poll(() => lastReply(page)).toBe('turn 6 after [one]')
    await settled(page, 'done')
    await button(page, 'Undo').click()
    await counted(page, 'three', 'turn 6 after [one]')
    await button(page, 'Undo').click()
    await button(page, 'Undo').click()
    await counted(page, 'four', 'turn 5 after []')

    await button(page, 'Clear').click()
    await counted(page, 'five', 'turn 5 after []')
    await counted(page, 'six', 'turn 10 after [five]')
  })

  test('what is stopped leaves what came with its last word, until it is taken back', async ({
    site: { page },
  }) => {
    await counted(page, 'one', 'turn 1 after []')
    await send(page, 'wait')
    await expect.poll(() => lastReply(page)).toBe('turn 2 after [one]')
    await button(page, 'Stop').click()
    await settled(page, 'failed')
    await counted(page, 'two', 'turn 3 after [one wait]')
    await button(page, 'Undo').click()
    await button(page, 'Undo').click()
    await counted(page, 'three', 'turn 2 after [one]')
  })
})

test('programs bring the conversation along, and get it back', async ({ site }) => {
  const call = await site.start('chat-echo', ['two', [{ role: 'user', content: 'one' }], 200])
  expect((await call.ended()).outputs).toEqual([
    [
      { role: 'user', content: 'one' },
      { role: 'user', content: 'two' },
      { role: 'assistant', content: 'You said “two”, after [user: one].' },
    ],
  ])
})
