import {
  Blocks,
  Button,
  Checkbox,
  CheckboxGroup,
  click,
  GPU,
  load,
  Row,
  State,
  submit,
  Textbox,
} from 'sublet'

const rank = GPU({ duration: 2 }, async (items: string[]) => items.toSorted((a, b) => a.length - b.length))

const entry = Textbox({ label: 'To do', placeholder: 'Press Enter' })
const clear = Button('Clear')
const short = Checkbox({ label: 'Short ones first' })
const done = CheckboxGroup({ label: 'Done', choices: ['write', 'test', 'share'] })
const items = State<string[]>(['write'])
const list = Textbox({ label: 'List', lines: 6 })

const add = submit(entry, {
  inputs: [entry, items],
  outputs: [items, entry],
  fn: (text, before) => [[...before, text], ''],
})
add.then({
  inputs: [items, short],
  outputs: [list],
  fn: async (all, byLength) => (byLength ? await rank(all) : all).join('\n'),
})

export default Blocks({
  title: 'To do',
  layout: [Row([entry, clear]), short, done, list],
  events: [
    add,
    click(clear, { outputs: [items, list, done], fn: () => [[], '', []] }),
    load({ outputs: [done], fn: () => ['write'] }),
  ],
})
