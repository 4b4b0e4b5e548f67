import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from '../../render.fixture'
import { MarkdownOutput } from './markdown-output'

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='

test('headings go below the name of the output; tables and tasks are there', async () => {
  const place = render(
    <MarkdownOutput value={'# Top\n\n## Second\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n- [x] done'} />,
  )
  await expect.element(page.getByRole('heading', { name: 'Top', level: 4 })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Second', level: 5 })).toBeVisible()
  expect(place.querySelectorAll('td')).toHaveLength(2)
  await expect.element(page.getByRole('checkbox', { name: 'done' })).toBeChecked()
})

test('a text that begins lower begins there, too', async () => {
  render(<MarkdownOutput value={'### Third\n\n#### Fourth'} />)
  await expect.element(page.getByRole('heading', { name: 'Third', level: 4 })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Fourth', level: 5 })).toBeVisible()
})

test('HTML is text, and runs nothing', async () => {
  const place = render(
    <MarkdownOutput value={'<img src=x onerror="alert(1)"> <b>bold</b>\n\n<script>alert(1)</script>'} />,
  )
  await expect.element(page.getByText('<b>bold</b>')).toBeVisible()
  expect(place.querySelector('img, b, script')).toBeNull()
})

test('links leave the page behind, without telling where from; those of other kinds lead nowhere', async () => {
  const place = render(
    <MarkdownOutput
      value={'[out](https://example.org/a) [bad](javascript:alert(1)) [data](data:text/html,x)'}
    />,
  )
  const out = page.getByRole('link', { name: 'out' })
  await expect.element(out).toHaveAttribute('target', '_blank')
  expect(out.element().getAttribute('rel')?.split(' ')).toEqual(expect.arrayContaining(['noreferrer']))
  expect([...place.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://example.org/a',
  ])
  expect(place.textContent).toContain('bad')
})

test('only pictures of the text itself and of this site are loaded', async () => {
  const place = render(
    <MarkdownOutput
      value={`![dot](${PIXEL}) ![spy](https://example.org/pixel.gif) ![](//example.org/2.gif)`}
    />,
  )
  await expect.element(page.getByRole('img', { name: 'dot' })).toBeInTheDocument()
  expect(place.querySelectorAll('img')).toHaveLength(1)
  expect(place.textContent).toContain('spy (pictures of other sites are not loaded)')
  expect(place.innerHTML).not.toContain('example.org')
})

test('a footnote is found in its own text, and the address of the page stays', async () => {
  const note = 'A claim.[^1]\n\n[^1]: Its ground.'
  render(
    <>
      <MarkdownOutput value="[^1]: none" />
      <MarkdownOutput value={note} />
      <MarkdownOutput value={note} />
    </>,
  )
  await expect.poll(() => page.getByRole('link', { name: '1', exact: true }).elements().length).toBe(2)
  const before = location.href
  await page.getByRole('link', { name: '1', exact: true }).last().click()
  expect(location.href).toBe(before)
  const found = document.activeElement
  expect(found?.textContent).toContain('Its ground.')
  expect(document.querySelectorAll(`#${CSS.escape(found?.id ?? '')}`)).toHaveLength(1)
})

test('nothing, something else, and too much are said', async () => {
  render(
    <>
      <MarkdownOutput value="  " />
      <MarkdownOutput value={7} />
      <MarkdownOutput value={`${'a '.repeat(100_000)}tail`} />
    </>,
  )
  await expect.element(page.getByText('An empty text.')).toBeVisible()
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('takes a text; the handler gave the number 7.')
  await expect.element(page.getByText('Cut here: 4 more characters')).toBeVisible()
})
