import { GPU, Interface, Textbox } from 'sublet'

function refusal(make: () => unknown): string {
  try {
    make()
    return 'let through'
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return `${code}: ${message}`
  }
}

// As it comes from plain JavaScript, where no type says that it is wrong.
const wrap = GPU as (...args: unknown[]) => unknown

const refusals = [
  refusal(() => wrap({ size: 'huge' }, function draw() {})),
  refusal(() => wrap({ duration: -1 }, function draw() {})),
  refusal(() => wrap({ duration: 5 }, 42)),
  refusal(() => {
    class Demo {
      @(wrap({ duration: 5 }) as (value: unknown, context: unknown) => undefined)
      get size() {
        return 1
      }
    }
    return Demo
  }),
]

export default Interface({
  title: 'call-wrong',
  inputs: [],
  outputs: [Textbox()],
  fn: () => refusals.join('\n'),
})
