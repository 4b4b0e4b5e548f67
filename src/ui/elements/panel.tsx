import type { HTMLAttributes } from 'react'
import styles from './panel.module.css'

interface PanelProps extends HTMLAttributes<HTMLElement> {
  /** Its content reaches its edges. */
  flush?: boolean
}

/** A bordered part of the page; give it `aria-label` or `aria-labelledby`, so that it is a named region. */
export function Panel({ className = '', flush = false, ...rest }: PanelProps) {
  return <section {...rest} className={`${styles.panel} ${flush ? styles.flush : ''} ${className}`} />
}
