import { GPU } from './index'

/** As an author writes it. It is checked and not run: Node has no decorators yet. */
export class Decorated {
  scale = 3

  @GPU({ duration: 5 })
  scaled(x: number): number {
    return this.scale * x
  }
}
