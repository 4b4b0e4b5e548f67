import { Button } from '../elements/button'
import styles from './chat.module.css'

interface Props {
  examples: readonly string[]
  disabled: boolean
  onPick(example: string): void
}

/** What an empty conversation shows: messages to begin with. */
export function Examples({ examples, disabled, onPick }: Props) {
  return (
    <div className={styles.empty}>
      <p>
        Nothing was said yet.
        <br />
        Until you send a message, this demo holds none of the GPU.
      </p>
      {examples.length > 0 && (
        <ul className={styles.examples} aria-label="Examples">
          {examples.map((example) => (
            <li key={example}>
              <Button className={styles.example ?? ''} disabled={disabled} onClick={() => onPick(example)}>
                {example}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
