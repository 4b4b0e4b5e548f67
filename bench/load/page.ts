import { held, type Measurement, offer, sample, timed } from '../harness/page'
import { openPlain, openSublet, type Side } from '../transformers/sides'

/** Two tokens of its tokenizer. */
const PROMPT = 'The teacher'

/** From a page that has nothing of either to the first token: code, runtime and weights come from the browser's caches. */
async function firstToken(open: () => Promise<Side>, demo: string): Promise<Side & { token: string }> {
  const side = await open()
  const token = JSON.stringify(await side.predict(demo, [PROMPT]))
  return { ...side, token }
}

/** Brings everything into the caches of this browser, by both sides, and looks whether they say the same. */
const fill =
  (demo: string): Measurement =>
  async () => {
    const tokens = new Set<string>()
    for (const open of [openPlain, openSublet]) {
      const side = await firstToken(open, demo)
      tokens.add(side.token)
      side.close()
    }
    if (tokens.size !== 1) throw new Error(`the first tokens differ: ${[...tokens].join(' and ')}`)
    return {}
  }

const holding =
  (open: () => Promise<Side>, demo: string): Measurement =>
  async () => {
    const side = await held(() => firstToken(open, demo))
    side.close()
    return {}
  }

const timing =
  (open: () => Promise<Side>, demo: string): Measurement =>
  async () => {
    await sample(await timed(() => firstToken(open, demo)))
    return {}
  }

const layout = (name: string): Record<string, Measurement> => ({
  [`${name} fill`]: fill(`bench-load-${name}`),
  [`${name} sublet held`]: holding(openSublet, `bench-load-${name}`),
  [`${name} plain held`]: holding(openPlain, `bench-load-${name}`),
  [`${name} sublet timed`]: timing(openSublet, `bench-load-${name}`),
  [`${name} plain timed`]: timing(openPlain, `bench-load-${name}`),
})

offer({ ...layout('external'), ...layout('embedded') })
