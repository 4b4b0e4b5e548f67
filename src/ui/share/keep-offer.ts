import type { DemoCard, OwnDemos } from '../../host/types'
import { createOwn } from '../own-demos/create-own'
import type { Offer } from './offer'

/**
 * Compiles somebody else's demo and keeps it beside the visitor's own, marked as somebody else's.
 * @param onStep says what is being done
 * @throws SubletError `CompileFailed`, and what the storage refuses
 */
export async function keepOffer(
  { demo, from, digest }: Offer,
  demos: OwnDemos,
  onStep: (step: string) => void,
): Promise<DemoCard> {
  onStep('Compiling, with the editor’s TypeScript…')
  const [{ compileFiles }, { notCompiled }] = await Promise.all([
    import('../../editor/compile-files'),
    import('../../host/own/import'),
  ])
  const { files, fatal } = await compileFiles(demo.sources)
  if (fatal.length > 0)
    throw notCompiled(fatal, 'Ask whoever sent it for one that compiles. Its code can still be read here.')
  onStep('Keeping it…')
  const { card, texts } = demo
  return createOwn(demos, { card, files, texts, origin: 'share', foreign: { from }, digest })
}
