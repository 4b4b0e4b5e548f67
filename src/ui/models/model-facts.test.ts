import { describe, expect, test } from 'vitest'
import type { ModelState, ModelSummary } from '../../host/types'
import { formatAgo, formatLeft } from './ago'
import { demosUsing } from './demos-using'
import { nameModel } from './naming'
import { orderModels } from './order'
import { damageText, standingOf, verificationText } from './standing'
import { freedBy, viewStorage } from './storage'

const SITE = 'https://me.example/'

function staged(source: string, parts: Partial<NonNullable<ModelSummary['staged']>> = {}): ModelSummary {
  const files = parts.files ?? [{ path: 'model.onnx', bytes: 100, users: 1 }]
  return {
    source,
    at: { state: 'staged' },
    staged: {
      digest: 'd',
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      weightBytes: 90,
      tensors: 3,
      pinned: false,
      inUse: false,
      stagedAt: 0,
      usedAt: 0,
      ...parts,
      files,
    },
  }
}
const coming: ModelSummary = { source: 'local:coming.onnx', at: { state: 'paused', loaded: 40, total: 50 } }

describe('order', () => {
  const a = staged('local:a.onnx', { usedAt: 5 })
  const b10 = staged('local:b10.onnx', { usedAt: 9, files: [{ path: 'm', bytes: 300, users: 1 }] })
  const b9 = staged('local:b9.onnx', { usedAt: 7 })
  const sources = (order: 'name' | 'size' | 'used') =>
    orderModels([b10, coming, a, b9], order, (source) => nameModel(source, SITE).name).map(({ source }) =>
      source.slice(6),
    )

  test('by name, numbers as numbers', () => {
    expect(sources('name')).toEqual(['a.onnx', 'b9.onnx', 'b10.onnx', 'coming.onnx'])
  })
  test('by size, the largest first; what is on its way counts what is stored', () => {
    expect(sources('size')).toEqual(['b10.onnx', 'a.onnx', 'b9.onnx', 'coming.onnx'])
  })
  test('by last use; what is on its way goes first', () => {
    expect(sources('used')).toEqual(['coming.onnx', 'b10.onnx', 'b9.onnx', 'a.onnx'])
  })
})

describe('storage', () => {
  const shared = { path: 'data', bytes: 1000, users: 2 }
  const own = { path: 'model.onnx', bytes: 10, users: 1 }
  const one = staged('local:1.onnx', { files: [own, shared] })
  const two = staged('local:2.onnx', { files: [own, shared], pinned: true })
  const running = staged('local:3.onnx', { inUse: true })
  const storage = { usedBytes: 2000, allowedBytes: 9000, persisted: false }

  test('a shared file takes its room once', () => {
    expect(viewStorage({ models: [one, two, running, coming], storage }).modelBytes).toBe(1020 + 100 + 40)
  })
  test('what could go is neither pinned, nor in use, nor on its way', () => {
    expect(viewStorage({ models: [one, two, running, coming], storage }).spare).toEqual({
      models: 1,
      bytes: 510,
    })
  })
  test('deleting one of two that share a file keeps the file', () => {
    expect(freedBy(one)).toEqual({ freed: 10, stays: 1000 })
  })
})

test('a demo uses the models that its card lists', () => {
  const card = {
    title: '',
    emoji: '',
    colorFrom: '',
    colorTo: '',
    shortDescription: '',
    license: '',
    tags: [],
  }
  const cards = [
    { ...card, id: 'digits', models: ['digits'] },
    { ...card, id: 'chat', models: ['org/name'] },
  ]
  const users = (source: string) => demosUsing(nameModel(source, SITE), cards).map(({ id }) => id)
  expect(users(`${SITE}models/digits/onnx/model.onnx`)).toEqual(['digits'])
  expect(users('https://huggingface.co/org/name/resolve/main/onnx/model_q4.onnx')).toEqual(['chat'])
  expect(users('https://x.example/digits/onnx/model.onnx')).toEqual([])
})

describe('states in words', () => {
  const loading = {
    state: 'downloading',
    loaded: 34e6,
    total: 118e6,
    bytesPerSecond: 5.2e6,
    etaMs: 16_200,
  } as const
  test.each<[ModelState, string]>([
    [loading, 'downloading 34 of 118 MB · 5.2 MB/s · 16 s left'],
    [{ ...loading, total: null, bytesPerSecond: null, etaMs: null }, 'downloading 34 MB'],
    [{ state: 'paused', loaded: 34e6, total: 118e6 }, 'paused 34 of 118 MB'],
    [{ state: 'verifying', loaded: 0, total: 118e6 }, 'verifying read 0 of 118 MB'],
    [{ state: 'staged' }, 'ready '],
  ])('%j', (at, text) => {
    const { word, text: rest } = standingOf(at)
    expect(`${word} ${rest}`).toBe(text)
  })

  test('the share of an unknown whole is not known', () => {
    expect(standingOf({ ...loading, total: null }).bar).toEqual({ share: undefined })
  })

  test('damage is told by file and place', () => {
    const damage = { path: 'w.bin', segment: 2, offset: 32e6, expectedBytes: 16e6, foundBytes: 0 }
    expect(damageText(damage)).toBe('16 MB of w.bin, from 32 MB on: gone')
    expect(damageText({ ...damage, foundBytes: 16e6 })).toBe('16 MB of w.bin, from 32 MB on: changed')
    expect(verificationText({ checkedBytes: 9e6, damage: [damage], repaired: true })).toBe(
      '9 MB read: 1 part was damaged, fetched again, and right now.',
    )
    expect(verificationText({ checkedBytes: 9e6, damage: [], repaired: false })).toBe(
      '9 MB read: every byte is as it was downloaded.',
    )
  })
})

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 5, 15)
test.each([
  [-5_000, 'just now'],
  [59_000, 'just now'],
  [5 * 60_000, '5 min ago'],
  [3.9 * HOUR, '3 h ago'],
  [30 * HOUR, 'yesterday'],
  [12 * 24 * HOUR, '12 days ago'],
  [40 * 24 * HOUR, '2026-05-06'],
])('%d ms ago reads %s', (past, text) => {
  expect(formatAgo(NOW - past, NOW)).toBe(text)
})

test.each([
  [200, '1 s left'],
  [80_000, '80 s left'],
  [200_000, '3 min left'],
  [2 * HOUR, '2 h left'],
])('%d ms: %s', (ms, text) => {
  expect(formatLeft(ms)).toBe(text)
})
