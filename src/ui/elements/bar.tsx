import styles from './bar.module.css'
import type { Tone } from './tone'

export interface BarProps {
  tone: Tone
  /** 0 to 1; what is outside is clamped. */
  fraction: number
  /** The ground in the tone's own soft colour instead of grey. */
  soft?: boolean
  /** Breathes: something is under way whose end is not known. */
  busy?: boolean
}

/** A picture of a share; the number stands beside it as text, so it is hidden from screen readers. */
export function Bar({ tone, fraction, soft = false, busy = false }: BarProps) {
  const share = Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : 0))
  return (
    <span
      className={`${styles.bar} ${styles[tone]} ${soft ? styles.soft : ''} ${busy ? styles.busy : ''}`}
      aria-hidden="true"
    >
      <i style={{ transform: `scaleX(${share})` }} />
    </span>
  )
}
