/** What a demo is made of: its card and its files. */

/** The front matter of a demo's README, as on Hugging Face Spaces (ZEROGPU.md, Card). */
export interface DemoCard {
  /** Folder name; `#/d/<id>`. */
  id: string
  title: string
  emoji: string
  /** Hugging Face colour names: red, yellow, green, blue, indigo, purple, pink, gray. */
  colorFrom: string
  colorTo: string
  /** One sentence. */
  shortDescription: string
  license: string
  /** Model names under `models/`, or hub ids. */
  models: string[]
  tags: string[]
  /** Of a demo whose models come from the hub, when its page is opened for the first time. */
  network?: DemoNetwork
  /** Somebody else's, from a link or a file of theirs: it has a share of the quota, and no more. */
  foreign?: true
}

export interface DemoNetwork {
  /** How much comes, in words: `50 MB`. */
  download: string
  /** The same where the GPU's shaders have no 16-bit floats; absent: as much. */
  withoutF16?: string
  /** Of the models; `DemoCard.license` is that of the demo. */
  license: string
  /** It was run with random weights of the same architecture, and never with these. */
  untested: boolean
}

/** A file of a demo: TypeScript as written, and compiled. */
export interface DemoFile {
  /** In the demo's folder; `handler.ts` is the one whose default export is the Interface. */
  path: string
  source: string
  code: string
  /** Source map of `code`, version 3, as JSON. */
  map: string
}
