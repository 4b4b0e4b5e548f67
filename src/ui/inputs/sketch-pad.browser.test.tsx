import { useState } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ComponentSpec } from '../../host/types'
import { render } from '../render.fixture'
import { checkInput } from './check-input'
import type { Checked, Draft } from './checked'
import { Field } from './field'

const spec: ComponentSpec = {
  kind: 'image',
  label: 'Draw a digit',
  source: 'sketch',
  shape: [8, 8],
  mode: 'grey',
  crop: 'content',
}

/** A form of one field. */
function Form({ tried, onDraft }: { tried: boolean; onDraft(draft: Draft): void }) {
  const [draft, setDraft] = useState<Draft>()
  return (
    <Field
      id="pad"
      spec={spec}
      draft={draft}
      tried={tried}
      onDraft={(next) => {
        setDraft(next)
        onDraft(next)
      }}
    />
  )
}

/** `checked` is what a run would send. */
function mount(tried = false): { checked(): Checked } {
  let latest: Draft
  render(
    <Form
      tried={tried}
      onDraft={(draft) => {
        latest = draft
      }}
    />,
  )
  return { checked: () => checkInput(spec, latest) }
}

const pad = () => page.getByRole('img', { name: 'Draw a digit' })
/** What has the focus and the keys. */
const stage = () => page.getByRole('application', { name: 'Draw a digit: draw here' })

/** One straight stroke with the real mouse, in shares of the pad. */
async function stroke(from: [number, number], to: [number, number]): Promise<void> {
  await expect.element(pad()).toBeVisible()
  const box = pad().element().getBoundingClientRect()
  const at = ([x, y]: [number, number]) => ({ x: x * box.width, y: y * box.height })
  await userEvent.dragAndDrop(pad(), pad(), { sourcePosition: at(from), targetPosition: at(to) })
}

function rows(checked: Checked): number[][] {
  if (checked.is !== 'value' || !(checked.value instanceof ImageData)) return []
  const { data, width, height } = checked.value
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => data[(y * width + x) * 4] ?? -1),
  )
}

const column = (checked: Checked, x: number) => rows(checked).map((row) => row[x] ?? -1)

test('a stroke comes out as white on black, cut to what was drawn: it fills the height, centred', async () => {
  const { checked } = mount()
  await stroke([0.2, 0.3], [0.2, 0.8])
  await expect.poll(() => checked().is).toBe('value')
  const drawn = rows(checked())
  expect(drawn).toHaveLength(8)
  // A vertical line of 8 % of the pad, 58 % high with its round ends: in the two middle columns from top to bottom.
  for (const row of drawn.slice(1, 7)) {
    expect(Math.min(row[3] ?? 0, row[4] ?? 0)).toBeGreaterThan(100)
    expect([row[0], row[1], row[2], row[5], row[6], row[7]]).toEqual([0, 0, 0, 0, 0, 0])
  }
  expect(drawn[0]?.[3]).toBeGreaterThan(40)
  expect(drawn[7]?.[4]).toBeGreaterThan(40)
})

test('the stroke ends where the mouse was released', async () => {
  mount()
  await stroke([0.1, 0.5], [0.9, 0.5])
  const canvas = pad().element()
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('the pad is no canvas')
  const context = canvas.getContext('2d')
  const inkAt = (x: number) => context?.getImageData(x * canvas.width, canvas.height / 2, 1, 1).data[0]
  await expect.poll(() => inkAt(0.88)).toBe(255)
  expect(inkAt(0.12)).toBe(255)
  expect(inkAt(0.97)).toBe(0)
})

test('a press without a move is a dot', async () => {
  const { checked } = mount()
  await pad().click()
  await expect.poll(() => checked().is).toBe('value')
})

test('an empty pad is refused, and the reason is tied to the pad', async () => {
  const { checked } = mount(true)
  expect(checked()).toEqual({ is: 'missing', reason: 'Draw something first' })
  await expect.element(page.getByRole('alert')).toHaveTextContent('Draw something first')
  await expect.element(stage()).toHaveAccessibleDescription(/Draw something first$/)
  await expect.element(stage()).toHaveAttribute('aria-invalid', 'true')
  expect(stage().element().id).toBe('pad')
})

test('keys alone: arrows move the brush, Space is a dot, Shift and arrows are a line, Control and Z take back', async () => {
  const { checked } = mount()
  await expect.element(page.getByText('draw here', { exact: true })).toBeVisible()
  await userEvent.tab()
  await expect.element(stage()).toHaveFocus()
  await expect
    .element(stage())
    .toHaveAccessibleDescription(
      'Arrow keys move the brush, Space paints, Shift and an arrow paint a line, Control and Z take back.',
    )
  // Shown to those who see it, in place of what a pointer is told.
  await expect.element(page.getByText('Ctrl Z undo')).toBeVisible()
  await expect.element(page.getByText('draw here', { exact: true })).not.toBeVisible()

  await userEvent.keyboard(' ')
  await expect.poll(() => checked().is).toBe('value')
  await expect.element(page.getByText('painted 50 % from the left, 50 % from the top')).toBeInTheDocument()
  await expect.element(page.getByText('Ctrl Z undo')).not.toBeInTheDocument()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(() => checked().is).toBe('missing')

  // Down to 70 % of the height, and from there a line up to 30 %: as with a pointer, it is in the two middle columns.
  await userEvent.keyboard('{ArrowDown>5}{/ArrowDown}{Shift>}{ArrowUp>10}{/ArrowUp}{/Shift}')
  await expect.poll(() => Math.min(...column(checked(), 3))).toBeGreaterThan(40)
  const beside = () => [0, 1, 2, 5, 6, 7].flatMap((x) => column(checked(), x))
  expect(Math.max(...beside())).toBe(0)
  // The brush has one width here, and only paints.
  await userEvent.keyboard('+e ')
  await expect.poll(() => Math.min(...column(checked(), 3))).toBeGreaterThan(40)
  expect(Math.max(...beside())).toBe(0)
})

test('the keys go on from where the pointer was', async () => {
  mount()
  await stroke([0.2, 0.2], [0.8, 0.4])
  await userEvent.keyboard(' ')
  await expect.element(page.getByText(/^painted 80 % from the left, 40 % from the top$/)).toBeInTheDocument()
})

test('undo takes back the last stroke, clear takes back all', async () => {
  const { checked } = mount()
  const clear = page.getByRole('button', { name: 'Clear' })
  await expect.element(clear).toBeDisabled()

  await stroke([0.5, 0.2], [0.5, 0.8])
  await expect.poll(() => checked().is).toBe('value')
  const one = rows(checked())
  await stroke([0.2, 0.2], [0.8, 0.2])
  await expect.poll(() => rows(checked())).not.toEqual(one)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => rows(checked())).toEqual(one)

  await clear.click()
  await expect.poll(() => checked().is).toBe('missing')
  await expect.element(clear).toBeDisabled()
})
