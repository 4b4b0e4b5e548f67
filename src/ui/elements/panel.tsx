import { type HTMLAttributes, type Ref, useContext } from 'react'
import { ColumnContext } from './column'
import styles from './panel.module.css'

interface PanelProps extends HTMLAttributes<HTMLElement> {
  /** Its content reaches its edges. */
  flush?: boolean
  ref?: Ref<HTMLElement>
}

/** A bordered part of the page; give it `aria-label` or `aria-labelledby`, so that it is a named region. */
export function Panel({ className = '', flush = false, 'aria-label': label, ...rest }: PanelProps) {
  const of = useContext(ColumnContext)?.name
  return (
    <section
      {...rest}
      aria-label={label !== undefined && of !== undefined ? `${label} of ${of}` : label}
      className={`${styles.panel} ${flush ? styles.flush : ''} ${className}`}
    />
  )
}
