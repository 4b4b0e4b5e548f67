import { createHash } from 'node:crypto'
import { type ByteSource, sha256Of, toSource } from './source'

/** A repository as a test writes it down. */
export interface RepoContent {
  files: Record<string, Uint8Array | string | ByteSource>
  /** Paths that are in Git LFS, or are not, against the rule of `isLarge`. */
  lfs?: Record<string, boolean>
  /** Branches and tags beside `main`, all on the same commit. */
  revisions?: readonly string[]
  /** Its card is public; its files want a token that has access. */
  gated?: 'auto' | 'manual'
  /** Without such a token it is not there at all. */
  private?: true
  /** Tokens that have access. */
  tokens?: readonly string[]
}

export interface RepoFile {
  source: ByteSource
  /** Git's own id of the blob; of its pointer where the file is in LFS. */
  oid: string
  /** Present for a file in LFS. */
  lfs?: { sha256: string; pointer: string; xetHash: string }
}

export interface Repo {
  id: string
  content: RepoContent
  /** The id of the one commit: it changes with any file. */
  commit(): string
  has(revision: string): boolean
  paths(): string[]
  file(path: string): RepoFile | undefined
  put(path: string, content: Uint8Array | string | ByteSource): void
}

export function createRepo(id: string, content: RepoContent): Repo {
  const files = new Map<string, RepoFile>()
  const put: Repo['put'] = (path, bytes) =>
    void files.set(path, describeFile(path, toSource(bytes), content.lfs))
  for (const [path, bytes] of Object.entries(content.files)) put(path, bytes)
  const commit = (): string => sha1([...files].map(([path, { oid }]) => `${oid} ${path}`).join('\n'))
  return {
    id,
    content,
    commit,
    has: (revision) => ['main', 'refs/pr/1', commit(), ...(content.revisions ?? [])].includes(revision),
    paths: () => [...files.keys()].sort(),
    file: (path) => files.get(path),
    put,
  }
}

function describeFile(path: string, source: ByteSource, lfs: RepoContent['lfs'] = {}): RepoFile {
  if (!(lfs[path] ?? isLarge(path, source.size))) {
    const bytes = Buffer.from(source.read(0, source.size))
    return { source, oid: sha1(Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes])) }
  }
  // Lazy: to digest gigabytes takes seconds, and many tests never ask.
  let digest: string | undefined
  const sha256 = (): string => {
    digest ??= sha256Of(source)
    return digest
  }
  const pointer = (): string =>
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256()}\nsize ${source.size}\n`
  return {
    source,
    get oid() {
      return sha1(`blob ${pointer().length}\0${pointer()}`)
    },
    lfs: {
      get sha256() {
        return sha256()
      },
      get pointer() {
        return pointer()
      },
      // Another hash than SHA-256: the CDN's ETag can not be used to check a file.
      get xetHash() {
        return createHash('sha256').update(`xet ${sha256()}`).digest('hex')
      },
    },
  }
}

/** The `.gitattributes` that the hub gives to each repository, and its limit for plain Git. */
function isLarge(path: string, size: number): boolean {
  return /\.(onnx|onnx_data(_\d+)?|bin|safetensors|pt|h5|tflite)$/.test(path) || size > 10 * 1024 * 1024
}

function sha1(text: string | Uint8Array): string {
  return createHash('sha1').update(text).digest('hex')
}
