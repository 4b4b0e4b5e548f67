import { type Attack, agrees, expectedIn } from './attack'
import { attempt } from './attempt'
import { type HostilePage, takeStock } from './page'
import { damage, leaks, look, selfCheck } from './world'

/** A charge is of whole milliseconds and ends when the scheduler's timer fires, at most so much later. */
const CHARGE_SLACK_MS = 100

/**
 * Lets a demo attack and looks at the world afterwards: the page, the pool, the ledger, the store, other demos, and the
 * demo itself.
 * @returns what is not as it has to be, in words; nothing when the attack was held
 */
export async function judge(page: HostilePage, attack: Attack): Promise<string[]> {
  const before = await look(page)
  const seen = await attempt(page, attack)
  const expected = expectedIn(page.browser, attack)
  const wrong: string[] = []
  if (!agrees(seen.ended, expected))
    wrong.push(`it ended as '${seen.ended}', not '${expected}': ${seen.message}`)
  if (seen.frozenMs > (attack.freezesMs ?? 2000)) wrong.push(`the page stood still for ${seen.frozenMs} ms`)
  const after = await look(page)
  wrong.push(...damage(before, after))
  const chargedMs = after.usedMs - before.usedMs
  if (chargedMs > (attack.seconds ?? 0) * 1000 + CHARGE_SLACK_MS) wrong.push(`${chargedMs} ms were charged`)
  wrong.push(...(await selfCheck(page)))
  for (const path of await leaks(page)) wrong.push(`the server was asked for ${path}`)
  const others = await attempt(page, { demo: 'hostile-bystander', name: 'fine' })
  if (others.ended !== 'fine') wrong.push(`another demo ended as '${others.ended}': ${others.message}`)
  if (attack.spoils) {
    await page.reopen()
    await takeStock(page)
  }
  const itself = await attempt(page, { demo: attack.demo, name: 'fine' })
  if (itself.ended !== 'fine') wrong.push(`the demo itself ended as '${itself.ended}': ${itself.message}`)
  return wrong
}
