import { expect, test } from 'vitest'
import { createChain, type Linked } from './chain'

interface Item extends Linked<Item> {
  name: string
}
const [a, b, c] = ['a', 'b', 'c'].map(
  (name): Item => ({ name, older: undefined, newer: undefined, linked: false }),
)

test('a chain keeps the order of arrival through deletions, also of what is being looked at', () => {
  if (!a || !b || !c) throw new Error('three items')
  const chain = createChain<Item>()
  for (const item of [a, b, c, a]) chain.add(item)
  const names = () => Array.from(chain, ({ name }) => name).join('')
  expect(names()).toBe('abc')
  chain.delete(b)
  chain.delete(b)
  expect([names(), chain.has(b), chain.size]).toEqual(['ac', false, 2])
  chain.add(b)
  chain.delete(a)
  expect([names(), chain.first()]).toEqual(['cb', c])
  for (const item of chain) chain.delete(item)
  expect([names(), chain.size, chain.first()]).toEqual(['', 0, undefined])
})
