import { Button } from '../../elements/button'
import { widestBrush } from './brush-size'
import styles from './mask.module.css'

interface Props {
  id: string
  label: string
  image: ImageData
  /** Of the brush, in pixels of the picture. */
  width: number
  erase: boolean
  undoable: boolean
  /** From 0 to 1. */
  covered: number
  onWidth(width: number): void
  onErase(erase: boolean): void
  onUndo(): void
  onClear(): void
  onInvert(): void
}

export function MaskTools(props: Props) {
  const { id, label, image, width, erase, undoable, covered } = props
  return (
    <div className={styles.tools}>
      <label className={styles.size} htmlFor={`${id}-brush`}>
        <span>Brush</span>
        <input
          id={`${id}-brush`}
          type="range"
          min={1}
          max={widestBrush(image)}
          value={width}
          aria-label={`${label}: brush size`}
          aria-valuetext={`${width} pixels`}
          onChange={(event) => props.onWidth(event.target.valueAsNumber)}
        />
        <span className={`num ${styles.width}`}>{`${width} px`}</span>
      </label>
      <span className={styles.buttons}>
        <Button
          look="quiet"
          className={styles.toggle ?? ''}
          aria-pressed={erase}
          onClick={() => props.onErase(!erase)}
        >
          Erase
        </Button>
        <Button look="quiet" disabled={!undoable} onClick={props.onUndo}>
          Undo
        </Button>
        <Button look="quiet" disabled={!undoable} onClick={props.onClear}>
          Clear
        </Button>
        <Button look="quiet" onClick={props.onInvert}>
          Invert
        </Button>
      </span>
      <span className={`num ${styles.covered}`}>{coverage(covered)}</span>
    </div>
  )
}

function coverage(share: number): string {
  if (share === 0) return 'nothing painted'
  return share < 0.01 ? 'less than 1 % painted' : `${Math.round(100 * share)} % painted`
}
