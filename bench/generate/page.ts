import * as v from 'valibot'
import { alternate, offer, type Samples } from '../harness/page'
import { openPlain, openSublet, type Side } from '../transformers/sides'

const PROMPT = 'Once upon a time'
const STEPS = 64
const answerSchema = v.tuple([v.object({ tokens: v.array(v.number()), tokenMs: v.number() })])

/** The same story by both sides, in turn: milliseconds for each token, and of the call as the page sees it. */
async function generate(rounds: number): Promise<Samples> {
  const [sublet, plain] = [await openSublet(), await openPlain()]
  const told = new Set<string>()
  const calls: Record<string, number[]> = { subletCall: [], plainCall: [] }
  const writes = (side: Side, call: string) => async (): Promise<number> => {
    const start = performance.now()
    const [{ tokens, tokenMs }] = v.parse(answerSchema, await side.predict('bench-generate', [PROMPT, STEPS]))
    calls[call]?.push(performance.now() - start)
    told.add(tokens.join())
    if (tokens.length !== STEPS) throw new Error(`${tokens.length} tokens came of ${STEPS}`)
    if (told.size > 1) throw new Error(`the stories differ: ${[...told].join(' and ')}`)
    return tokenMs
  }
  const sides = { sublet: writes(sublet, 'subletCall'), plain: writes(plain, 'plainCall') }
  // The first calls compile.
  await sides.sublet()
  await sides.plain()
  for (const samples of Object.values(calls)) samples.length = 0
  const samples = await alternate(rounds, sides)
  sublet.close()
  return { ...samples, ...calls }
}

offer({ generate })
