import { type Outcome, POLICIES, simulate, type Waited } from './simulate'
import { createWorkload } from './workload'

export interface SimulationReport {
  markdown: string
  /** SVG by file name. */
  plots: Record<string, string>
}

const GROUPS: [string, (wait: Waited) => boolean][] = [
  ['all', () => true],
  ['PRO', ({ tier }) => tier === 'pro'],
  ['Free', ({ tier }) => tier === 'free'],
  ['Unauthenticated', ({ tier }) => tier === 'unauthenticated'],
  ['5 s', ({ seconds }) => seconds === 5],
  ['15 s', ({ seconds }) => seconds === 15],
  ['30 s', ({ seconds }) => seconds === 30],
  ['60 s', ({ seconds }) => seconds === 60],
]

export function createReport(calls: number, demos: number, load: number, seed: number): SimulationReport {
  const workload = createWorkload(seed, calls, demos, load)
  const outcomes = Object.entries(POLICIES).map(([name, settings]) => ({
    name,
    outcome: simulate(workload, settings),
  }))
  const names = outcomes.map(({ name }) => name)
  const row = (title: string, of: (outcome: Outcome) => string): string =>
    `| ${title} | ${outcomes.map(({ outcome }) => of(outcome)).join(' | ')} |`
  const waits = GROUPS.flatMap(([title, isIn]) => [
    row(`${title}: p50, p95, longest wait (s)`, (outcome) => {
      const ms = outcome.waits.filter(isIn).map((wait) => wait.ms)
      return [0.5, 0.95, 1].map((at) => (quantile(ms, at) / 1000).toFixed(1)).join(', ')
    }),
  ])
  const markdown = [
    '# Simulation',
    '',
    `Written by \`npm run simulate\`: ${calls} calls of ${demos} demos at ${load * 100} % load, seed ${seed}, in virtual`,
    'time through the real core. A third of the calls each are PRO, Free and Unauthenticated.',
    '',
    `| | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    ...waits,
    row('Utilisation', ({ utilisation }) => `${(utilisation * 100).toFixed(1)} %`),
    row("Jain's index of slowdown", ({ waits: all }) => jain(all).toFixed(3)),
    row('ETA error: median, of the wait', (outcome) => `${(etaError(outcome.waits) * 100).toFixed(0)} %`),
    '',
    ...names.map((name) => `![Waits: ${name}](${fileOf(name)})`),
    '',
  ].join('\n')
  const plots = Object.fromEntries(
    outcomes.map(({ name, outcome }) => [fileOf(name), plot(name, outcome.waits)]),
  )
  return { markdown, plots }
}

function fileOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '-')}.svg`
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? 0
}

/** 1 when everybody waits for as long, measured by what he asks for. */
function jain(waits: readonly Waited[]): number {
  const slowdowns = waits.map(({ ms, seconds }) => 1 + ms / (seconds * 1000))
  const sum = slowdowns.reduce((a, b) => a + b, 0)
  const squares = slowdowns.reduce((a, b) => a + b * b, 0)
  return sum ** 2 / (slowdowns.length * squares)
}

function etaError(waits: readonly Waited[]): number {
  const errors = waits.flatMap(({ ms, etaMs }) =>
    etaMs === undefined || ms < 1000 ? [] : [Math.abs(etaMs - ms) / ms],
  )
  return quantile(errors, 0.5)
}

const WIDTH = 640
const HEIGHT = 240
const LONGEST_MS = 3_600_000

/** Cumulative waits by declared seconds; the axis of time is logarithmic, from 0.1 s to 1 h. */
function plot(name: string, waits: readonly Waited[]): string {
  const hues: [number, string][] = [
    [5, '#2a9d8f'],
    [15, '#577590'],
    [30, '#e9a23b'],
    [60, '#d1495b'],
  ]
  const x = (ms: number): number => (WIDTH * Math.log(Math.max(100, ms) / 100)) / Math.log(LONGEST_MS / 100)
  const lines = hues.map(([seconds, hue], index) => {
    const ms = waits.filter((wait) => wait.seconds === seconds).map((wait) => wait.ms)
    const points = Array.from({ length: 101 }, (_, at) => {
      return `${x(quantile(ms, at / 100)).toFixed(1)},${(HEIGHT * (1 - at / 100)).toFixed(1)}`
    })
    const label = `<text x="10" y="${40 + 16 * index}" fill="${hue}">${seconds} s</text>`
    return `<polyline fill="none" stroke="${hue}" stroke-width="2" points="${points.join(' ')}"/>${label}`
  })
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`
  const what = `${name}: part of the calls that waited at most this long, 0.1 s to 1 h (log)`
  const title = `<title>${what}</title><text x="10" y="20">${what}</text>`
  return `${open}<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${title}${lines.join('')}</svg>\n`
}
