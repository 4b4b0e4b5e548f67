import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { WALLS } from './attack'
import { attackTable } from './attack-table'
import { attacks } from './attacks'

test('docs/attacks.md is the table of attacks; vitest -u writes it anew', async () => {
  await expect(attackTable(attacks)).toMatchFileSnapshot('../../docs/attacks.md')
})

test('each attack has its own name, and is in the handler of its demo', () => {
  const names = attacks.map(({ demo, name }) => `${demo} ${name}`)
  expect(new Set(names).size).toBe(names.length)
  for (const { demo, name } of attacks) {
    const handler = readFileSync(`e2e/demos/${demo}/handler.ts`, 'utf8')
    expect(handler, demo).toMatch(new RegExp(`\\b${name}\\b`))
  }
})

test('every hostile demo is used', () => {
  const demos = readdirSync('e2e/demos').filter((name) => name.startsWith('hostile-'))
  const used = new Set(attacks.map(({ demo }) => demo))
  expect(demos.filter((demo) => !used.has(demo))).toEqual([
    'hostile-bystander',
    'hostile-close',
    'hostile-module-loop',
  ])
})

test('docs/security.md tells what each wall is', () => {
  const security = readFileSync('docs/security.md', 'utf8')
  for (const wall of Object.values(WALLS)) expect(security).toContain(`**${wall}**`)
})
