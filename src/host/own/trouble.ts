import { SubletError } from '../../protocol/errors'

const LISTED = 'Own demos are kept in the storage of this browser.'

/** What went wrong with the database, and what a visitor can do about it. What is a `SubletError` stays what it is. */
export function storageError(thrown: unknown): SubletError {
  if (thrown instanceof SubletError) return thrown
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') {
    return new SubletError('StorageFull', `${LISTED} There is no room left in it.`, {
      cause: thrown,
      wayOut: 'Delete a model on the Models page, or a demo of yours, and try again.',
    })
  }
  const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return new SubletError('StorageFull', `${LISTED} It cannot be used: ${reason}`, {
    cause: thrown,
    wayOut:
      'Leave the private window, or allow this site to store data. The demos of the site work without it.',
  })
}

/** They are left where they are: a newer version of the page may have written them. */
export function unreadable(demos: number): SubletError {
  const which = demos === 1 ? 'One own demo was' : `${demos} own demos were`
  return new SubletError(
    'DemoRefused',
    `${which} kept by another version of this page, and cannot be read.`,
    {
      figures: { demos },
      wayOut: 'Load the page again for its newest version. Until then nothing of it is changed or deleted.',
    },
  )
}

export function lost(id: string): SubletError {
  return new SubletError(
    'DemoRefused',
    `There is no own demo '${id}' any more: it was deleted, perhaps in another tab.`,
    {
      wayOut: 'Undo that there, or import the demo again.',
    },
  )
}
