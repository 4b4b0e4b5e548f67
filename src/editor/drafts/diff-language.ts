import { conf, language } from 'monaco-editor/languages/definitions/typescript/typescript.js'
import { languages } from '../monaco'
import { languageOf } from '../project/file-names'

/** TypeScript's colours without its compiler: to that, every model of `typescript` is a part of the program. */
const COLOURED = 'typescript-colours'

languages.register({ id: COLOURED })
languages.setMonarchTokensProvider(COLOURED, language)
languages.setLanguageConfiguration(COLOURED, conf)

export function diffLanguage(path: string): string {
  const known = languageOf(path)
  if (known === 'typescript') return COLOURED
  // The same of JSON: what it once was is nothing to be checked.
  return known === 'json' ? COLOURED : known
}
