import * as v from 'valibot'
import { keptCardSchema } from '../../protocol/card'
import type { SharedDemo } from './shared-demo'

/** What a link holds, as JSON. The same demo is always the same text. */
export function toText({ card, sources, texts }: SharedDemo): string {
  const files = [
    ...sources.map(({ path, source }) => [path, source]),
    ...texts.map(({ path, text }) => [path, text]),
  ]
  // In the order of the schema, whoever made the card.
  return JSON.stringify({ card: v.parse(keptCardSchema, card), files })
}

/** SHA-256 of a demo as it was given, by which it is known again: hexadecimal. */
export async function digestOf(demo: SharedDemo): Promise<string> {
  const digest = await sha256(new TextEncoder().encode(toText(demo)))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
