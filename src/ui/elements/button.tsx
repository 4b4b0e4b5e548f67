import type { ButtonHTMLAttributes } from 'react'
import styles from './button.module.css'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `go`: the one thing to do here. `quiet`: beside a field. */
  look?: 'go' | 'plain' | 'quiet'
}

export function Button({ look = 'plain', className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${styles[look] ?? ''} ${className}`.trim()}
    />
  )
}
