import { vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import { createDemo } from './demo'
import {
  createFakeRunner,
  createFakeScheduler,
  type FakeRunner,
  fakeStage,
  SPEC,
  settled,
} from './host.fixture'
import { createInstance } from './instance'
import type { DemoFile } from './types'

const CARD = {
  id: 'demo',
  title: 'Demo',
  emoji: '',
  colorFrom: 'red',
  colorTo: 'blue',
  shortDescription: '',
  license: 'mit',
  models: [],
  tags: [],
}

export const EDITED: readonly DemoFile[] = [{ path: 'handler.ts', source: 'ts2', code: 'js2', map: '' }]

export const LOST = toWire(new SubletError('DeviceLost', 'gone'))

/** A demo whose runners come out of a row; `boot` lets the newest one load its handler, which declares `spec`. */
export function openFakeDemo(spec: InterfaceSpec = SPEC) {
  const runners: FakeRunner[] = []
  const scheduler = createFakeScheduler()
  const load = vi.fn(
    async (): Promise<{ files: readonly DemoFile[] }> => ({
      files: [{ path: 'handler.ts', source: 'ts', code: 'js', map: '' }],
    }),
  )
  const takeRunner = vi.fn(async () => {
    const runner = createFakeRunner()
    runners.push(runner)
    return runner
  })
  const demo = createDemo({
    card: CARD,
    load,
    takeRunner,
    scheduler,
    stage: fakeStage(),
    wasm: async () => undefined,
    code: async () => ({ createInstance }),
  })
  const newest = (): FakeRunner => {
    const runner = runners.at(-1)
    if (runner === undefined) throw new Error('no runner was taken')
    return runner
  }
  return {
    demo,
    runners,
    scheduler,
    load,
    takeRunner,
    newest,
    phase: () => demo.state.getState().at.phase,
    async boot() {
      await settled()
      const runner = newest()
      runner.say({ type: 'loaded', spec })
      await settled()
      return runner
    },
    answer(outputs: unknown[]) {
      const runner = newest()
      runner.say({ type: 'returned', call: runner.sent('call').call, outputs, skipped: [] })
    },
  }
}
