import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test } from 'vitest'
import { KeepSelection } from './keep-selection'

function show(): { place: HTMLElement; give(value: string, node: ReactNode): void } {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
  return {
    place,
    give: (value, node) => flushSync(() => root.render(<KeepSelection value={value}>{node}</KeepSelection>)),
  }
}

const selected = () => getSelection()?.toString()

function select(node: Node | null | undefined, from: number, to: number) {
  if (!node) throw new Error('there is nothing to select in')
  getSelection()?.setBaseAndExtent(node, from, node, to)
}

test('a text that grows keeps what is selected in it', () => {
  const { place, give } = show()
  give('one two', <p>one two</p>)
  select(place.querySelector('p')?.firstChild, 4, 7)
  expect(selected()).toBe('two')
  give('one two three', <p>one two three</p>)
  expect(selected()).toBe('two')
})

test('also backwards, over several parts, and when a part is made anew', () => {
  const { place, give } = show()
  give(
    'a',
    <p>
      one <b>two</b> three
    </p>,
  )
  const [first, , last] = place.querySelector('p')?.childNodes ?? []
  if (!first || !last) throw new Error('the parts are not there')
  getSelection()?.setBaseAndExtent(last, 3, first, 1)
  expect(selected()).toBe('ne two th')
  give(
    'b',
    <p>
      one <i>two</i> three <b>four</b>
    </p>,
  )
  expect(selected()).toBe('ne two th')
  expect(getSelection()?.direction).toBe('backward')
})

test('another text is not selected in its place', () => {
  const { place, give } = show()
  give('one two', <p>one two</p>)
  select(place.querySelector('p')?.firstChild, 4, 7)
  give('one too', <p>one too</p>)
  expect(selected()).toBe('')
})

test('a selection elsewhere is left alone', () => {
  const { place, give } = show()
  give('one', <p>one</p>)
  const other = document.createElement('p')
  other.textContent = 'elsewhere'
  place.after(other)
  onTestFinished(() => other.remove())
  select(other.firstChild, 0, 4)
  give('one two', <p>one two</p>)
  expect(selected()).toBe('else')
})
