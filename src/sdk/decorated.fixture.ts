import { GPU } from './index'

/** As an author writes it. It is checked and not run: Node has no decorators yet. */
export class Decorated {
  scale = 3

  @GPU({ duration: 5 })
  scaled(x: number): number {
    return this.scale * x
  }

  @GPU
  async bare(x: number): Promise<string> {
    return `${this.scale * x}`
  }

  @GPU()
  static *upTo(n: number): Generator<number, string> {
    for (let i = 1; i <= n; i++) yield i
    return 'end'
  }

  @GPU({ size: 'xlarge' })
  #hidden(): number {
    return this.scale
  }

  reveal(): number {
    return this.#hidden()
  }

  // @ts-expect-error methods are decorated, getters are not
  @GPU({ duration: 5 })
  get size(): number {
    return 1
  }

  // @ts-expect-error nor are fields
  @GPU({ duration: 5 })
  field = 1
}
