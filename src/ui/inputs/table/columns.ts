import type { ComponentSpec } from '../../../host/types'

export type TableSpec = Extract<ComponentSpec, { kind: 'dataframe' }>

export interface Column {
  name: string
  type: 'str' | 'number' | 'bool'
}

/** As Gradio has it where neither headers nor rows say how many. */
const UNTOLD = 3

/** Without headers the columns are called 1, 2, 3, as many as the widest row has. */
export function columnsOf({ headers, value, datatype }: TableSpec): Column[] {
  const names =
    headers ??
    Array.from({ length: Math.max(...value.map((row) => row.length), 0) || UNTOLD }, (_, at) => `${at + 1}`)
  return names.map((name, at) => ({
    name,
    type: typeof datatype === 'string' ? datatype : (datatype[at] ?? 'str'),
  }))
}
