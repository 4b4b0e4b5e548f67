import {
  Accordion,
  Blocks,
  Button,
  Column,
  change,
  click,
  Image,
  load,
  Markdown,
  Number,
  Plot,
  Radio,
  Row,
  Slider,
  State,
  skip,
  Tabs,
  Timer,
  tick,
  transfer,
} from 'sublet'
import { leap } from './leap'
import { type Cells, living, next, ruleOf, seeded } from './life'
import { pictureOf } from './picture'

const LEAP = 1000
/** So many generations are in the chart. */
const REMEMBERED = 400

interface World {
  cells: Cells
  generation: number
  /** How many lived, by generation, the newest ones. */
  past: { generation: number; living: number }[]
}

const start = Button('Start', { look: 'primary' })
const stop = Button('Stop')
const step = Button('Step')
const jump = Button(`Leap ${LEAP}`)
const again = Button('New world')
const density = Slider({ label: 'Alive at first', min: 0.05, max: 0.9, step: 0.05, value: 0.3 })
const seed = Number({ label: 'Seed', value: 7, min: 0, step: 1 })
const rule = Radio({
  label: 'Rule',
  choices: [
    ['Conway (B3/S23)', 'B3/S23'],
    ['HighLife (B36/S23)', 'B36/S23'],
    ['Day and night (B3678/S34678)', 'B3678/S34678'],
    ['Seeds (B2/S)', 'B2/S'],
  ],
  value: 'B3/S23',
})
const picture = Image({ label: 'World' })
const chart = Plot({ label: 'Alive', height: 260 })
const generation = Number({ label: 'Generation' })
const alive = Number({ label: 'Alive' })
const note = Markdown({ label: 'Leap' })
// Neither has a place on the page: the one holds what the events share, the other makes one happen.
const world = State<World>({ cells: seeded(7, 0.3), generation: 0, past: [] })
const clock = Timer({ every: 0.2, active: false })

const shown = [world, picture, chart, generation, alive] as const

function show(cells: Cells, number: number, past: World['past']) {
  const count = living(cells)
  const known = [...past, { generation: number, living: count }].slice(-REMEMBERED)
  const series = [{ label: 'cells', y: known.map((one) => one.living) }]
  const plot = { x: known.map((one) => one.generation), series, xLabel: 'generation' }
  const now: World = { cells, generation: number, past: known }
  return [now, transfer(pictureOf(cells)), plot, number, count] as const
}

const create = (from: number, share: number) => show(seeded(from, share), 0, [])

function advance({ cells, generation, past }: World, by: string) {
  return show(next(cells, ruleOf(by)), generation + 1, past)
}

/** A world in which nothing moves needs no clock. */
function advanceByClock(before: World, by: string) {
  const after = advance(before, by)
  const still = after[0].cells.every((age, at) => age > 0 === before.cells[at] > 0)
  return [...after, still ? false : skip()] as const
}

/** Nobody has counted on the way: the chart begins anew. */
async function leapAhead({ cells, generation }: World, by: string) {
  return show(await leap(cells, ruleOf(by), LEAP), generation + LEAP, [])
}

export default Blocks({
  title: 'Life',
  description: 'Start the clock, or go step by step. Cells turn from yellow to blue as they grow old.',
  layout: [
    Row([
      Column([
        Row([start, stop]),
        Row([step, jump]),
        Accordion('World', [density, seed, again]),
        Accordion('Rule', [rule], { open: false }),
        note,
      ]),
      Column([Tabs({ Picture: [picture], Numbers: [Row([generation, alive]), chart] })], { scale: 2 }),
    ]),
  ],
  events: [
    load({ inputs: [seed, density], outputs: shown, fn: create }),
    click(again, { inputs: [seed, density], outputs: shown, fn: create }),
    change(density, { inputs: [seed, density], outputs: shown, fn: create }),
    click(step, { inputs: [world, rule], outputs: shown, fn: advance }),
    click(start, { outputs: [clock], fn: () => true }),
    click(stop, { outputs: [clock], fn: () => false }),
    tick(clock, { inputs: [world, rule], outputs: [...shown, clock], fn: advanceByClock }),
    click(jump, { inputs: [world, rule], outputs: shown, fn: leapAhead }).success({
      inputs: [world],
      outputs: [note],
      fn: ({ generation }) => `The GPU has led the world to generation **${generation}** in one lease.`,
    }),
  ],
})
