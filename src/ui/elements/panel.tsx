import type { HTMLAttributes } from 'react'
import styles from './panel.module.css'

/** A bordered part of the page; give it `aria-label` or `aria-labelledby`, so that it is a named region. */
export function Panel({ className = '', ...rest }: HTMLAttributes<HTMLElement>) {
  return <section {...rest} className={`${styles.panel} ${className}`} />
}
