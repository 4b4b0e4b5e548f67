import type { SubletError } from '../../protocol/errors'

/** Makes the error of a handler whose Blocks are not valid. `wrong` begins with the place. */
export type Refuse = (wrong: string) => SubletError
