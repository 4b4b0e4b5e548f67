import { stringify } from 'yaml'
import type { KeptCard } from '../../protocol/card'

/** The hub refuses a README whose `short_description` is longer. */
const LONGEST_DESCRIPTION = 60
/** Those of the hub: https://huggingface.co/docs/hub/spaces-config-reference */
const COLOURS = ['red', 'yellow', 'green', 'blue', 'indigo', 'purple', 'pink', 'gray']

/** README.md of an exported site: as it stands, that of a static Space on the Hugging Face hub. */
export function spaceReadme({ title, shortDescription, ...card }: KeptCard): string {
  const front = {
    title,
    emoji: card.emoji,
    colorFrom: colour(card.colorFrom),
    colorTo: colour(card.colorTo),
    sdk: 'static',
    app_file: 'index.html',
    pinned: false,
    license: licence(card.license),
    ...(shortDescription !== '' && { short_description: shortened(shortDescription) }),
    // The hub takes them for its own: those that lie in this site are none of it.
    ...listed('models', card.models.filter(isOnHub)),
    ...listed('tags', [...new Set([...card.tags, 'sublet', 'webgpu'])]),
  }
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n# ${title}\n\n${shortDescription}\n\n${HOW}`
}

const HOW = `It runs in the visitor's browser, on its GPU: no server, no account.

- Any static server: serve this folder, over https or on localhost. No special headers.
- A Hugging Face Space: make a new one, SDK "Static", and upload all files of this folder.
- GitHub Pages and the like: publish this folder; a path below the host's root is fine.

\`demo.json\` is the demo: its TypeScript and what was compiled of it. The rest is [ONNX Runtime
Web](https://onnxruntime.ai) where the demo uses it, and Sublet, which this was made with: \`licenses.txt\` holds the licences
of the demo and of all of these. Keep it with the site.
`

function listed(key: string, values: readonly string[]): Record<string, readonly string[]> {
  return values.length === 0 ? {} : { [key]: values }
}

function colour(name: string): string {
  return COLOURS.includes(name) ? name : 'gray'
}

/** The hub knows licences by identifiers such as `mit` and `apache-2.0`. */
function licence(name: string): string {
  const id = name.trim().toLowerCase().replaceAll(/\s+/g, '-')
  return /^[a-z\d][a-z\d.+-]*$/.test(id) ? id : 'other'
}

function isOnHub(model: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(model) && !model.startsWith('sublet/')
}

/** At a word's end, where there is one. */
function shortened(text: string): string {
  const letters = [...text]
  if (letters.length <= LONGEST_DESCRIPTION) return text
  const cut = letters.slice(0, LONGEST_DESCRIPTION - 1).join('')
  return `${cut.replace(/\s+\S*$/, '')}…`
}
