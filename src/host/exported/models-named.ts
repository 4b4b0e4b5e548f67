/** Which models a demo asks for, as far as its card and its code tell. */
import type { DemoFile } from '../demo-files'

export interface NamedModels {
  /** Those of this site, by the folder under `models/`. */
  site: string[]
  /** `local:NAME`: dropped into this browser. */
  dropped: string[]
  /** Names of dropped models that are put together as the handler runs: which they are, nobody can say. */
  unknown: string[]
  /** Ids on the Hugging Face hub: these come from there wherever the page is. */
  hub: string[]
}

/**
 * Searches the text and does not parse it: a name in a comment brings its model along, which costs its bytes and no more.
 * @param models those of the card
 * @param offered folders under `models/` of this site
 */
export function modelsNamed(
  files: readonly Pick<DemoFile, 'code'>[],
  models: readonly string[],
  offered: readonly string[],
): NamedModels {
  const code = files.map((file) => file.code).join('\n')
  // A name that is put together may become any.
  const any = /\b(?:models|sublet)\/(?:["'`]|\$\{)/.test(code)
  const named = (name: string): boolean =>
    [name, `sublet/${name}`].some((id) => models.includes(id)) ||
    new RegExp(`\\b(?:models|sublet)/${escaped(name)}(?![\\w-])`).test(code)
  const local = [...code.matchAll(/["'`](local:[^"'`\n]*)/g)].map(([, text = '']) => text)
  return {
    site: offered.filter((name) => any || named(name)),
    dropped: [...new Set(local.filter((text) => !isPutTogether(text)))],
    unknown: [...new Set(local.filter(isPutTogether))],
    hub: models.filter((model) => model.includes('/') && !model.startsWith('sublet/')),
  }
}

function isPutTogether(text: string): boolean {
  return text === 'local:' || text.includes('${')
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w-]/g, (letter) => `\\${letter}`)
}
