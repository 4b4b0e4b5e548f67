import { GPU, Interface, JSON, remaining, Textbox } from 'sublet'

class Model {
  static count = 0
  scale = 3

  @GPU({ duration: 4 })
  async scaled(x: number) {
    return this.scale * x
  }

  @GPU
  static async counted() {
    return ++Model.count
  }

  @GPU({ duration: 4 })
  async #hidden(x: number) {
    return this.scale + x
  }

  reveal(x: number) {
    return this.#hidden(x)
  }
}

const arrow = GPU({ duration: 4 }, async (x: number) => x + 1)
const plain = GPU(function plain(x: number) {
  return x * 2
})
const byFrames = GPU(
  { duration: (frames: number) => frames },
  async (frames: number) => Math.ceil(remaining()) <= frames,
)
const letters = GPU({ duration: 4 }, function* (to: number): Generator<string, string, string | undefined> {
  let sent = ''
  for (let i = 0; i < to; i++) sent += (yield 'abc'[i]) ?? '-'
  return sent
})
const nested = GPU({ duration: 5 }, async (x: number) => {
  const doubled = plain(x)
  const seen: string[] = []
  for await (const letter of letters(2)) seen.push(letter)
  return [doubled, await arrow(x), seen.join('')]
})
const outsideOfCalls: Promise<unknown>[] = []

async function attempt(task: () => unknown): Promise<unknown> {
  try {
    return await task()
  } catch (error) {
    const { code, message, wayOut } = error as { code?: string; message?: string; wayOut?: string }
    return [code, message, wayOut]
  }
}
const later = <T>(task: () => T) => new Promise<T>((resolve) => setTimeout(() => resolve(task()), 20))
const atModuleScope = await attempt(() => arrow(1))

async function sendAndReturn() {
  const values = letters(3)
  const first = await values.next('ignored')
  const second = await values.next('x')
  const left = await values.return('left')
  return [first.value, second.value, left]
}

const FORMS: Record<string, () => unknown> = {
  method: () => new Model().scaled(2),
  static: () => Model.counted(),
  private: () => new Model().reveal(4),
  arrow: () => arrow(1),
  plain: () => plain(21),
  duration: () => byFrames(7),
  generator: sendAndReturn,
  synchronously: () => attempt(() => [...letters(2)]),
  nested: () => nested(5),
  together: () => Promise.all([arrow(1), arrow(2), new Model().scaled(3)]),
  timer: () => later(() => arrow(5)),
  modulescope: () => atModuleScope,
  // Two calls: the timer of the first fires when it is over, and the second tells what came of it.
  leave: () => {
    outsideOfCalls.push(later(() => attempt(() => arrow(1))))
    return 'left'
  },
  left: () => outsideOfCalls[0],
}

export default Interface({
  title: 'call-forms',
  inputs: [Textbox()],
  outputs: [JSON()],
  fn: (form) => FORMS[form](),
})
