import type { Damage } from '../../protocol/library'
import { type Stores, segmentsOf } from './change'
import { hex } from './hex'
import type { ModelFile } from './schema'
import { SEGMENT_BYTES, segmentCount, segmentLength } from './segments'

/**
 * What of a model's file is not there as its record has it: gone, of another size, or another's. That the bytes are
 * still those of the digest, only reading them tells.
 */
export async function damageOf({ path, bytes, file }: ModelFile, stores: Stores): Promise<Damage[]> {
  const expected = (await stores.files.get(file))?.segments
  const keys = await stores.segments.getAllKeys(segmentsOf(file))
  const stored = await stores.segments.getAll(segmentsOf(file))
  const found = new Map(keys.map(([, index], at) => [index, stored[at]]))
  const damage: Damage[] = []
  for (let index = 0; index < segmentCount(bytes); index += 1) {
    const segment = found.get(index)
    const digest = expected?.[index]
    const expectedBytes = segmentLength(index, bytes)
    const same = segment !== undefined && digest !== undefined && hex(segment.digest) === hex(digest)
    if (same && segment.blob.size === expectedBytes) continue
    const foundBytes = segment?.blob.size ?? 0
    damage.push({ path, segment: index, offset: index * SEGMENT_BYTES, expectedBytes, foundBytes })
  }
  return damage
}

/** The damage of each model that has any, by source. */
export async function damagedModels(stores: Stores): Promise<ReadonlyMap<string, readonly Damage[]>> {
  const damaged = new Map<string, readonly Damage[]>()
  for (const { source, files } of await stores.models.getAll()) {
    const damage: Damage[] = []
    for (const file of files) damage.push(...(await damageOf(file, stores)))
    if (damage.length > 0) damaged.set(source, damage)
  }
  return damaged
}
