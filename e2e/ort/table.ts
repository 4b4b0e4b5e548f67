import { API } from './api'

/** The text of `docs/onnxruntime-web.md`; `SUBLET_ORT_TABLE=1 npx vitest run --project unit e2e/ort` writes it. */
export function apiDocument(version: string): string {
  const all = API.flatMap(({ rows }) => rows)
  const count = (status: string): number => all.filter((row) => row.status === status).length
  const head = `# ONNX Runtime Web under Sublet

Every member of the public API of onnxruntime-web ${version}, as its declarations have it: ${all.length} in all,
${count('supported')} supported, ${count('emulated')} emulated, ${count('refused')} refused.

- *supported*: as in ONNX Runtime Web, with the same values.
- *emulated*: accepted, and without the effect that it has elsewhere.
- *refused*: an error says so, and what is offered instead.

The table is generated from \`e2e/ort/api.ts\`. A unit test compares that with the declarations of the package, and
this page with the table; each row names the test that proves it.`
  return `${[head, ...API.map(section)].join('\n\n')}\n`
}

function section({ title, rows }: (typeof API)[number]): string {
  const lines = rows.map(({ member, status, note = '', test }) => {
    const [file = '', ...name] = test.split(': ')
    return `| \`${member}\` | ${status} | ${note} | [${name.join(': ')}](../${file}) |`
  })
  return [`## ${title}`, '', '| member | here | | test |', '|---|---|---|---|', ...lines].join('\n')
}
