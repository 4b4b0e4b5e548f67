import type { SharedDemo } from '../../host/share/shared-demo'
import type { Own } from '../../host/types'
import type { Session } from '../demo/session'

/** A demo as it runs now, with what was edited in it: no compiled code, and nothing that was typed into its form. */
export async function sharedOf({ demo, state }: Session, own: Own): Promise<SharedDemo> {
  const { id: _, foreign: __, ...card } = demo.card
  const { files: running } = demo.state.getState()
  const { edited } = state.getState()
  const kept = await (await own.open()).read(demo.card.id)
  const sources = (running ?? kept.files).map(({ path, source }) => ({ path, source }))
  return { card, sources, texts: edited?.texts ?? kept.texts }
}
