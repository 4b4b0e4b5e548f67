/** A file that a handler may import, as it is written. */
export interface SourceFile {
  path: string
  source: string
}

type Load = () => Promise<readonly SourceFile[]>

const loads = new Map<string, Load>()

/** Tells the editor where the other files of a demo are that did not ship with the site: it takes their types from there. */
export function tellFiles(demoId: string, load: Load): void {
  loads.set(demoId, load)
}

export function ownFiles(demoId: string): Promise<readonly SourceFile[]> {
  return loads.get(demoId)?.() ?? Promise.resolve([])
}
