/** Which version of a file this is. */
export interface Identity {
  bytes: number | undefined
  validator: string | undefined
}

/** The file on the server is not the one that was begun. */
export const CHANGED = 'changed'
