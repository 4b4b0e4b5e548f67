import type { ModelDetail } from '../protocol/library'
import { graphText } from './graph-text'
import type { ModelRecord } from './store/schema'

/** All of a model that a person may want to see. */
export async function describeModel(record: ModelRecord): Promise<ModelDetail> {
  const { source, tensors, inputs, outputs, about, skeleton } = record
  const graph = graphText(new Uint8Array(await skeleton.arrayBuffer()))
  return { source, tensors, inputs, outputs, about, graph }
}
