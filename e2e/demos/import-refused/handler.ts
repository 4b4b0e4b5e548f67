// @ts-expect-error there is no such package
import chunk from 'lodash/chunk'
import { Interface, JSON } from 'sublet'
import { rows } from './rows'

export default Interface({ title: 'import-refused', inputs: [], outputs: [JSON()], fn: () => chunk(rows, 2) })
