import type { ProgressCallback, ProgressInfo } from '@huggingface/transformers'
import type { FileProgress } from '../../protocol/model'

type Files = Extract<ProgressInfo, { status: 'progress_total' }>['files']

/**
 * A `progress_callback` for the library, which sees a ticket of some bytes go by where a model is downloaded by the page:
 * it passes on what is true of all other files, and tells of the model what staging tells.
 */
export interface TrueProgress {
  readonly callback: ProgressCallback
  /** @param model the path or URL that the model was asked for by */
  staging(model: string, files: readonly FileProgress[]): void
}

const TICKETED = /\.onnx(_data(_\d+)?)?$/

export function createTrueProgress(tell: ProgressCallback): TrueProgress {
  /** Files that the library has begun to load, with the repository of each. */
  const models = new Map<string, string>()
  const downloading = new Set<string>()
  /** Of ticketed files. */
  const truth: Files = {}
  /** As the library last summed up; undefined while it has not. */
  let summary: Files | undefined

  /** In the order of the library: what has begun is told to have begun, once. */
  function download(name: string, file: string): void {
    if (downloading.has(file)) return
    downloading.add(file)
    tell({ status: 'download', name, file })
  }

  function total(name: string): void {
    if (summary === undefined) return
    const files = { ...summary, ...truth }
    const all = Object.values(files)
    const loaded = all.reduce((sum, each) => sum + each.loaded, 0)
    const bytes = all.reduce((sum, each) => sum + each.total, 0)
    tell({
      status: 'progress_total',
      name,
      progress: bytes > 0 ? (loaded / bytes) * 100 : 0,
      loaded,
      total: bytes,
      files,
    })
  }

  return {
    callback(info) {
      switch (info.status) {
        case 'initiate':
          if (TICKETED.test(info.file)) models.set(info.file, info.name)
          return tell(info)
        case 'download':
          return TICKETED.test(info.file) ? download(info.name, info.file) : tell(info)
        case 'progress':
          return TICKETED.test(info.file) ? undefined : tell(info)
        case 'progress_total':
          summary = info.files
          return total(info.name)
        default:
          return tell(info)
      }
    },
    staging(model, files) {
      const begun = [...models].find(([file, of]) => model.endsWith(`/${file}`) && model.includes(of))
      if (begun === undefined) return
      const [path, name] = begun
      const folder = path.slice(0, path.lastIndexOf('/') + 1)
      for (const { path: own, loaded, total: bytes } of files) {
        const file = folder + own
        const known = truth[file]
        if (known?.loaded === loaded && known.total === (bytes ?? known.total)) continue
        download(name, file)
        // While the server has not said, it is what there is by now, as in the library.
        const whole = bytes ?? Math.max(loaded, summary?.[file]?.total ?? 0)
        truth[file] = { loaded, total: whole }
        total(name)
        tell({
          status: 'progress',
          name,
          file,
          progress: whole > 0 ? (loaded / whole) * 100 : 100,
          loaded,
          total: whole,
        })
      }
    },
  }
}
