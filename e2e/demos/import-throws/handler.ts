import { GPU, Interface, JSON, Textbox } from 'sublet'
import { explode } from './explode'

interface Told {
  where: string
}

const inside = GPU({ duration: 5 }, async (told: Told): Promise<number> => {
  if (told.where === 'gpu') throw new Error('in the GPU function')
  return explode(told.where)
})

export default Interface({
  title: 'import-throws',
  inputs: [Textbox({ label: 'Where' })],
  outputs: [JSON()],
  fn: async (where) => {
    if (where === 'log') console.error(new Error('only told'))
    if (where === 'here' || where === 'log') throw new TypeError('in the handler')
    return inside({ where })
  },
})
