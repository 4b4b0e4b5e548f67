import { Component, createRef, type ReactNode } from 'react'
import { type KeptSelection, readSelection, restoreSelection } from './kept-selection'
import styles from './outputs.module.css'

interface Props {
  /** A new one may change the text inside. */
  value: unknown
  children: ReactNode
}

/**
 * Keeps what the visitor has selected in an output while more of it streams in: a text that grows is a new text to the
 * document. A class, because only they are asked before a change.
 */
export class KeepSelection extends Component<Props> {
  readonly #place = createRef<HTMLDivElement>()

  override getSnapshotBeforeUpdate(before: Props): KeptSelection | null {
    const place = this.#place.current
    if (place === null || before.value === this.props.value) return null
    return readSelection(place) ?? null
  }

  override componentDidUpdate(_props: Props, _state: unknown, kept: KeptSelection | null): void {
    const place = this.#place.current
    if (place !== null && kept !== null) restoreSelection(place, kept)
  }

  override render(): ReactNode {
    return (
      <div ref={this.#place} className={styles.kept}>
        {this.props.children}
      </div>
    )
  }
}
