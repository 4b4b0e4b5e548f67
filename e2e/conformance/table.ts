import type { ModelSpec } from './manifest'
import type { Row } from './rows'

/** The text of docs/conformance.md: a row for each model of the manifest that was run. */
export function conformanceTable(
  models: readonly ModelSpec[],
  rows: readonly Row[],
  adapter: string,
): string {
  const known = models.flatMap((model) => {
    const row = rows.findLast(({ name }) => name === model.name)
    return row === undefined ? [] : [{ ...model, ...row }]
  })
  const count = (test: (row: Row) => boolean): number => known.filter(test).length
  const compared = count(({ difference }) => difference !== undefined)
  const agreed = count(({ result }) => result === 'agrees')
  const exact = count(({ difference }) => difference === 0)
  const skipped = count(({ result }) => result.startsWith('skipped'))
  const refused = count(({ result }) => result.startsWith('plain'))
  const lines = known.map(({ name, family, proves, moved, inline, dropped, reasons, difference, result }) => {
    const why = Object.entries(reasons).map(([reason, bytes]) => `${reason} ${bytes}`)
    const stays = inline === 0 ? '0' : `${inline}: ${why.join(', ')}`
    const gone = dropped === 0 ? '' : `; ${dropped} dropped`
    const apart = difference === undefined ? '–' : difference === 0 ? '0' : difference.toExponential(1)
    return `| ${name} | ${family} | ${proves} | ${moved} | ${stays}${gone} | ${apart} | ${result} |`
  })
  return `# Conformance

${known.length} models of \`e2e/conformance\`, each run twice in one Chromium: staged, packed and attached by Sublet for a handler
under a lease, and by plain ONNX Runtime Web with the webgpu provider on the same bytes. Adapter: ${adapter}.
${agreed} of the ${compared} that could be compared agree, ${exact} of them in every bit; ${skipped} were skipped; ${refused} are refused by plain
ONNX Runtime Web itself.

The difference is \`max |a - b| / max(1e-3, max |b|)\` over the elements of a float tensor, the largest of all outputs;
it has to be at most 1e-5 where the manifest gives no other tolerance. Whole numbers have to be equal. Bytes are those
of the graph's own initializers as the packer placed them; bodies, Constant nodes and sparse initializers stay where
they are.

Written by \`SUBLET_CONFORMANCE_TABLE=1 npx playwright test e2e/conformance.spec.ts\`.

| model | family | what it proves | bytes moved to the GPU | bytes inline, and why | difference | result |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`
}
