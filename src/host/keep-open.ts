import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A database that is opened at its first use, and again when the browser has closed it. */
export interface Kept<Schema extends DBSchema> {
  /** Rejects with the database's own error; the next call tries again. */
  open(): Promise<IDBPDatabase<Schema>>
  /** Idempotent. */
  close(): void
}

/** @param create its stores, when there is none of this name yet */
export function keepOpen<Schema extends DBSchema>(
  name: string,
  create: (fresh: IDBPDatabase<Schema>) => void,
): Kept<Schema> {
  let opening: Promise<IDBPDatabase<Schema>> | undefined
  const forget = () => {
    opening = undefined
  }
  return {
    open() {
      opening ??= openDB<Schema>(name, 1, {
        upgrade: create,
        // A newer version of the page, in another tab, must not wait for this one.
        blocking(_current, _blocked, { target }) {
          if (target instanceof IDBDatabase) target.close()
          forget()
        },
        terminated: forget,
      }).catch((thrown: unknown) => {
        forget()
        throw thrown
      })
      return opening
    },
    close() {
      opening?.then(
        (opened) => opened.close(),
        () => undefined,
      )
      forget()
    },
  }
}
