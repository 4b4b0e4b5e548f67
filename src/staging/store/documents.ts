import type { Stores } from './change'

/** Deletes what was fetched of the model's repository at its revision, unless another model of the same is left. */
export async function removeDocuments(source: string, { models, documents }: Stores): Promise<void> {
  const prefixes = repositoryPrefixes(source)
  for (const prefix of prefixes) if ((await models.count(startingWith(prefix))) > 0) return
  for (const prefix of prefixes) await documents.delete(startingWith(prefix))
}

/** What the URLs of one repository and revision begin with; none for a model that is of no repository. */
function repositoryPrefixes(source: string): string[] {
  const [, repository, revision] = /^(https?:\/\/[^?]+?)\/(?:resolve|raw)\/([^/?]+)\//.exec(source) ?? []
  return repository === undefined ? [] : ['resolve', 'raw'].map((way) => `${repository}/${way}/${revision}/`)
}

/** URLs are ASCII, so that every one of them is before this end. */
function startingWith(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`)
}
