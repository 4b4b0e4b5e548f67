import { expect, test } from 'vitest'
import { createSettings } from './settings'

function memory(held: Record<string, string> = {}) {
  return {
    held,
    getItem: (key: string) => held[key] ?? null,
    setItem(key: string, value: string) {
      held[key] = value
    },
  }
}

const DEFAULTS = { format: true, minimap: false, vim: false }

test('what is set is there when the page is loaded again', () => {
  const storage = memory()
  const first = createSettings(() => storage)
  expect(first.getState()).toEqual(DEFAULTS)
  first.setState({ vim: true })
  expect(createSettings(() => storage).getState()).toEqual({ ...DEFAULTS, vim: true })
})

test.each(['{', '[]', '{"vim":"yes"}', 'null'])(
  'what another program has left there is no setting: %s',
  (kept) => {
    expect(createSettings(() => memory({ 'sublet-editor': kept })).getState()).toEqual(DEFAULTS)
  },
)

test('without a storage they hold until the page is closed', () => {
  const store = createSettings(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  store.setState({ minimap: true })
  expect(store.getState()).toEqual({ ...DEFAULTS, minimap: true })
})
