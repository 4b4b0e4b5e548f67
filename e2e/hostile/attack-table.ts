import { type Attack, type Expected, expectedIn, WALLS } from './attack'

/** The attacks as Markdown, a section for each demo, so that they can be read without the tests. */
export function attackTable(attacks: readonly Attack[]): string {
  const demos = [...new Set(attacks.map(({ demo }) => demo))]
  const sections = demos.map((demo) =>
    section(
      demo,
      attacks.filter((attack) => attack.demo === demo),
    ),
  )
  const head = `# Attacks

What \`e2e/hostile\` tries in Chromium and in Firefox, and what becomes of the call: its output, or \`!\` and the code of
its error. After each attack the page, the pool, the ledger, the store and another demo are looked at and must be
unharmed; [security.md](security.md) tells what each wall is and what none of them holds. This file is written by a test
(\`npx vitest run --project unit e2e/hostile -u\`): ${attacks.length} attacks in each browser.
`
  return [head, ...sections].join('\n')
}

function section(demo: string, attacks: readonly Attack[]): string {
  const rows = attacks.map((attack) => {
    const [chromium, firefox] = [expectedIn('chromium', attack), expectedIn('firefox', attack)].map(shown)
    const outcome = chromium === firefox ? chromium : `${chromium}; Firefox: ${firefox}`
    return `| \`${attack.name}\` | ${attack.tries} | ${WALLS[attack.wall]} | ${outcome} |`
  })
  return `## ${demo}

| attack | what it tries | what holds it | outcome |
|---|---|---|---|
${rows.join('\n')}
`
}

function shown(expected: Expected): string {
  const text = String(expected)
  if (text === '/^/') return 'any'
  return `\`${text.replaceAll('|', '\\|')}\``
}
