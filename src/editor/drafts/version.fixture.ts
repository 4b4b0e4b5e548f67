import type { Version } from './version'

type Facts = Partial<Pick<Version, 'demo' | 'at' | 'why' | 'term'>> & { bytes?: number; text?: string }

/** A version of one file; its text is its own. */
export function version(id: number, { bytes = 2, text = `text-${id}`, ...facts }: Facts = {}): Version {
  return {
    id,
    demo: 'digits',
    at: id,
    why: 'typed',
    term: 1,
    files: [{ path: 'handler.ts', text, bytes }],
    lines: { added: 1, removed: 1 },
    ...facts,
  }
}
