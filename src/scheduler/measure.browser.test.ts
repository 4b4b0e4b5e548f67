import { test } from 'vitest'
import { createTestTab } from './tab.fixture'

const N = 20,
  B = 20
const rest = async () => {
  const until = performance.now() + 3
  while (performance.now() < until);
  await new Promise((r) => {
    const c = new MessageChannel()
    c.port1.onmessage = r
    c.port2.postMessage(0)
  })
}
const q = (a: number[], p: number) =>
  a
    .slice()
    .sort((x, y) => x - y)
    [Math.floor(a.length * p)]!.toFixed(3)
const worker = (name: string) => {
  const url = new URL('./measure.tmp.ts', location.origin + '/src/scheduler/')
  void url
  return new SharedWorker('/src/scheduler/measure.tmp.ts', { type: 'module', name })
}
test('measure', { timeout: 120000 }, async () => {
  const out: string[] = []
  const runs: Record<string, number[][]> = {}
  for (let round = 0; round < 2; round++) {
    {
      const port = worker('bare').port
      const t: number[] = []
      const message = {
        type: 'request',
        request: 'r1',
        runner: 'r',
        demo: 'demo',
        fn: 'fn',
        seconds: 1,
        size: 'large',
      }
      for (let i = 0; i < N; i++) {
        let sum = 0
        for (let k = 0; k < B; k++) {
          await rest()
          const s = performance.now()
          await new Promise((r) => {
            port.onmessage = r
            port.postMessage(message)
          })
          sum += performance.now() - s
        }
        t.push(sum / B)
      }
      ;(runs.bare ??= []).push(t)
    }
    for (const mode of ['none', 'ahead', 'wait relaxed', 'wait strict']) {
      const tab = createTestTab(() => worker(mode).port)
      await tab.connected
      const t: number[] = []
      for (let i = 0; i < N; i++) {
        let sum = 0
        for (let k = 0; k < B; k++) {
          await rest()
          let settled = (): void => {}
          const end = new Promise<void>((r) => {
            settled = r
          })
          const s = performance.now()
          const handle = await new Promise<any>((resolve) => {
            const h = tab.client.request(
              { runner: 'r', demo: 'demo', fn: 'fn', seconds: 1, size: 'large' },
              {
                queued() {},
                granted() {
                  resolve(h)
                },
                abort() {},
                refused(e) {
                  throw e
                },
                settled() {
                  settled()
                },
              },
            )
          })
          sum += performance.now() - s
          handle.started(1)
          handle.settle('completed')
          await end
        }
        t.push(sum / B)
      }
      ;(runs[mode] ??= []).push(t)
      tab.client.close()
    }
  }
  for (const [k, v] of Object.entries(runs))
    out.push(k + ' ' + v.map((t) => `p50 ${q(t, 0.5)} p95 ${q(t, 0.95)} p99 ${q(t, 0.99)}`).join(' | '))
  throw new Error('\n' + out.join('\n'))
})
