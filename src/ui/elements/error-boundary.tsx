import { Component, type ReactNode } from 'react'
import { Button } from './button'
import styles from './error-card.module.css'

interface Props {
  /** What stays broken if this does: "The editor", "This page". */
  what: string
  children: ReactNode
}

/** Keeps a fault of one part of the page from taking the rest with it: a bug, or a part that did not load. */
export class ErrorBoundary extends Component<Props, { fault: string | undefined }> {
  override state: { fault: string | undefined } = { fault: undefined }

  static getDerivedStateFromError(thrown: unknown): { fault: string } {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) }
  }

  override render(): ReactNode {
    if (this.state.fault === undefined) return this.props.children
    return (
      <div className={styles.card} role="alert">
        <strong>{this.props.what} could not be shown</strong>
        <p className={styles.message}>{this.state.fault}</p>
        <p className={styles.wayOut}>Reload the page; what was computed in this tab is then gone.</p>
        <div className={styles.actions}>
          <Button onClick={() => location.reload()}>Reload</Button>
        </div>
      </div>
    )
  }
}
