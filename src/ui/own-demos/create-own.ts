import type { DemoCard, DemoDraft, OwnDemos } from '../../host/types'

/**
 * Keeps a demo in this browser. Its id may be that of one that was deleted: the runs and drafts that one left behind are
 * none of the new one's.
 * @throws SubletError as `OwnDemos.create`
 */
export async function createOwn(demos: OwnDemos, draft: DemoDraft): Promise<DemoCard> {
  const made = await demos.create(draft)
  const [{ history }, { draftStore }] = await Promise.all([
    import('../history/history'),
    import('../../editor/drafts/bind-project'),
  ])
  // It is kept all the same: what could not be cleared is told where errors are.
  await Promise.all([history.clear(made.id), draftStore.forget(made.id).catch(reportError)])
  return made
}
