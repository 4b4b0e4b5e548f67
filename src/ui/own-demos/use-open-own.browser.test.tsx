import { useState } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { Router } from 'wouter'
import { navigate, useHashLocation } from 'wouter/use-hash-location'
import type { DemoCard } from '../../host/types'
import { Button } from '../elements/button'
import { fakeHost } from '../host.fixture'
import { createRooms, RoomsContext } from '../host-context'
import { render } from '../render.fixture'
import { dismissToast, toasts } from '../toasts/toasts'
import { useOpenOwn } from './use-open-own'

beforeEach(() => {
  location.hash = '#/'
})
afterEach(() => {
  for (const { id } of toasts.getState()) dismissToast(id)
})

const MINE: DemoCard = {
  id: 'mine',
  title: 'Greeter',
  emoji: '👋',
  colorFrom: 'red',
  colorTo: 'pink',
  shortDescription: '',
  license: 'mit',
  models: [],
  tags: [],
}

type OnOpen = (opening: { done: Promise<void> }) => void

function Opener({ onOpen }: { onOpen: OnOpen }) {
  const open = useOpenOwn()
  return <Button onClick={() => onOpen({ done: open('mine', { editing: false }) })}>Open it</Button>
}

function Place({ onOpen }: { onOpen: OnOpen }) {
  const [left, setLeft] = useState(false)
  const leave = () => {
    navigate('/pool')
    setLeft(true)
  }
  return (
    <>
      {!left && <Opener onOpen={onOpen} />}
      <Button onClick={leave}>Leave</Button>
    </>
  )
}

/** A page with one way to an own demo; the code of demos comes when the test says so. */
function show() {
  const code = Promise.withResolvers<void>()
  const host = { ...fakeHost({ specs: {}, ownDemos: { cards: [MINE] } }), ready: () => code.promise }
  const rooms = createRooms(host)
  const begun = Promise.withResolvers<{ done: Promise<void> }>()
  render(
    <RoomsContext value={rooms}>
      <Router hook={useHashLocation}>
        <Place onOpen={begun.resolve} />
      </Router>
    </RoomsContext>,
  )
  return { code, opened: begun.promise.then(({ done }) => done) }
}

test('whoever waits is taken to the demo', async () => {
  const { code, opened } = show()
  await page.getByRole('button', { name: 'Open it' }).click()
  code.resolve()
  await opened
  expect(location.hash).toBe('#/d/mine')
  expect(toasts.getState()).toEqual([])
})

test('whoever has left stays where they went, and is told that it is there', async () => {
  const { code, opened } = show()
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('button', { name: 'Leave' }).click()
  code.resolve()
  await opened
  expect(location.hash).toBe('#/pool')
  const [told] = toasts.getState()
  expect(told?.text).toBe('Greeter is there.')
  told?.action?.run()
  expect(location.hash).toBe('#/d/mine')
})
