import { createContext } from 'react'

/** The part of the page that belongs to one of several demos which are open at once. */
export interface Column {
  id: string
  /** Tells its parts from those of the demo beside it; undefined while it is alone in view. */
  name: string | undefined
}

/** Undefined outside of any: an embedded demo has the page for itself. */
export const ColumnContext = createContext<Column | undefined>(undefined)
