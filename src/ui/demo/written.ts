import type { SourceFile } from '../../editor/project'
import type { DemoContent, DemoFile, DemoText, Own } from '../../host/types'
import type { Session } from './session'

/** The files of a demo as it comes, without what was edited. Resolves when it has booted. */
export async function asWritten({ demo }: Session, own: Own): Promise<readonly SourceFile[]> {
  const texts = await textsOf(demo.card.id, own)
  return written(await filesOf(demo.state), texts)
}

/** What it comes with; none of a demo that was deleted in another tab, whose code runs here all the same. */
export async function textsOf(id: string, own: Own): Promise<readonly DemoText[]> {
  const demos = await own.open()
  return demos.read(id).then(
    ({ texts }) => texts,
    () => [],
  )
}

/** It boots, and says which they are when it has them. */
export function filesOf(state: Session['demo']['state']): Promise<readonly DemoFile[]> {
  const { promise, resolve } = Promise.withResolvers<readonly DemoFile[]>()
  const look = ({ files }: { files: readonly DemoFile[] | undefined }): void => {
    if (files === undefined) return
    end()
    resolve(files)
  }
  const end = state.subscribe(look)
  look(state.getState())
  return promise
}

/** The files that an editor shows: what runs, and what tells of it. */
export function written(files: DemoContent['files'], texts: DemoContent['texts']): readonly SourceFile[] {
  return [
    ...files.map(({ path, source }) => ({ path, source })),
    ...texts.filter(({ path }) => path.endsWith('.md')).map(({ path, text }) => ({ path, source: text })),
  ]
}
