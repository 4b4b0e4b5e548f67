import { CopyButton } from '../models/copy-button'
import styles from './form-outputs.module.css'
import { Misfit } from './misfit'

export function ColorOutput({ value }: { value: unknown }) {
  if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/i.test(value)) {
    return <Misfit wants="a colour as #rrggbb" value={value} />
  }
  return (
    <div className={styles.color}>
      <span className={styles.swatch} style={{ background: value }} aria-hidden="true" />
      <output className="num">{value}</output>
      <CopyButton text={value} what="the colour" />
    </div>
  )
}
