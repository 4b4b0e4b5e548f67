import type { Repo, RepoFile } from './repo'

/** `GET /api/models/{id}`: of the hub's answer, what says which files there are. `blobs` is `?blobs=true`. */
export function modelInfo(repo: Repo, blobs: boolean, digestOf: DigestOf) {
  return {
    _id: repo.commit().slice(0, 24),
    id: repo.id,
    modelId: repo.id,
    author: repo.id.split('/')[0],
    sha: repo.commit(),
    private: repo.content.private === true,
    gated: repo.content.gated ?? false,
    disabled: false,
    tags: ['onnx'],
    downloads: 0,
    likes: 0,
    siblings: repo.paths().map((path) => {
      const file = repo.file(path)
      if (!blobs || file === undefined) return { rfilename: path }
      const { size } = file.source
      const lfs =
        file.lfs === undefined
          ? {}
          : { lfs: { sha256: digestOf(path, file), size, pointerSize: file.lfs.pointer.length } }
      return { rfilename: path, size, blobId: file.oid, ...lfs }
    }),
  }
}

/** `GET /api/models/{id}/tree/{revision}?recursive=true`: here `oid` of `lfs` is the SHA-256. */
export function tree(repo: Repo, digestOf: DigestOf) {
  return repo.paths().flatMap((path) => {
    const file = repo.file(path)
    if (file === undefined) return []
    const { size } = file.source
    const entry = { type: 'file', oid: file.oid, size, path }
    if (file.lfs === undefined) return [entry]
    const lfs = { oid: digestOf(path, file), size, pointerSize: file.lfs.pointer.length }
    return [{ ...entry, lfs, xetHash: file.lfs.xetHash }]
  })
}

/** The SHA-256 that the hub declares, which a fault may have made wrong. */
export type DigestOf = (path: string, file: RepoFile) => string
