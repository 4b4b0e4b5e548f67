import type { DemoCard, DemoContent, DemoDraft, DemoFile, DemoTemplate, OwnDemos } from '../../host/types'

/** The most of src/protocol/card.ts. */
export const TITLE_LENGTH = 120

/** @param name empty: the template's own */
export async function templateDraft(template: DemoTemplate, name: string): Promise<DemoDraft> {
  const texts = [{ path: 'README.md', text: template.readme }]
  const content = { files: await template.load(), texts }
  return { ...(await renamed(template.card, content, name || template.card.title)), origin: 'template' }
}

/** Of somebody else's it is somebody else's. @param name empty: the other one's, with a word before it */
export async function copyDraft(demos: OwnDemos, card: DemoCard, name = ''): Promise<DemoDraft> {
  const title = (name || `Copy of ${card.title}`).slice(0, TITLE_LENGTH)
  const draft = await renamed(card, await demos.read(card.id), title)
  const foreign = await demos.foreign(card.id)
  return { ...draft, origin: 'copy', ...(foreign && { foreign: { from: foreign.from } }) }
}

/** The same under another title: in its card, its README, and its Interface where that has the title of the card. */
export async function renamed(
  { id: _, ...card }: DemoCard,
  { files, texts }: DemoContent,
  title: string,
): Promise<Omit<DemoDraft, 'origin'>> {
  const { writeReadme } = await import('../../host/own/readme')
  const named = { ...card, title }
  const readme = texts.find(({ path }) => path === 'README.md')?.text
  return {
    card: named,
    files: files.map((file) => retitled(file, card.title, title)),
    texts: [
      { path: 'README.md', text: writeReadme(named, readme) },
      ...texts.filter(({ path }) => path !== 'README.md'),
    ],
  }
}

/** Where a line says the title and nothing else: the places after it stay what the source map says. */
function retitled(file: DemoFile, from: string, to: string): DemoFile {
  if (file.path !== 'handler.ts') return file
  const quoted = `'${to.replaceAll(/\s+/g, ' ').replaceAll(/[\\']/g, '\\$&')}'`
  const change = (text: string) =>
    text.replaceAll(
      /^(\s*title: )(['"])(.*)\2(,?)$/gm,
      (line, head: string, _, title: string, end: string) =>
        title.replaceAll(/\\(.)/g, '$1') === from ? `${head}${quoted}${end}` : line,
    )
  return { ...file, source: change(file.source), code: change(file.code) }
}
