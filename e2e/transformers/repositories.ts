import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { RepoContent } from '../hub/repo'
import { withDataOutside } from './external-data'

const MODELS = resolve('e2e/transformers/models')
const MODEL = 'onnx/model.onnx'

/** Every repository of `models/`, and what no exporter writes: the same in other layouts, and one that is no model. */
export function tinyRepositories(): Record<string, RepoContent> {
  const repositories: Record<string, RepoContent> = {}
  for (const name of readdirSync(join(MODELS, 'tiny'))) {
    repositories[`tiny/${name}`] = { files: filesOf(`tiny/${name}`) }
  }
  const { [MODEL]: model = new Uint8Array(), ...others } = filesOf('tiny/minilm')
  const { graph, data } = withDataOutside(model, 'model.onnx_data')
  return {
    ...repositories,
    'tiny/in-a-folder': { files: { ...others, 'graphs/model.onnx': model } },
    'tiny/on-a-branch': { files: { ...others, [MODEL]: model }, revisions: ['v2'] },
    'tiny/data-outside': { files: { ...others, [MODEL]: graph, 'onnx/model.onnx_data': data } },
    'tiny/for-progress': { files: { ...others, [MODEL]: model } },
    'tiny/no-model': { files: { ...others, [MODEL]: new Uint8Array(5000).fill(0xab) } },
  }
}

/** The files of a folder of `models/`, by their path in it. */
export function filesOf(repository: string): Record<string, Uint8Array> {
  const folder = join(MODELS, repository)
  const files: Record<string, Uint8Array> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) files[relative(folder, path)] = readFileSync(path)
  }
  return files
}
