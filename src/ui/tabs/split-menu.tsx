import { DropdownMenu } from 'radix-ui'
import { Button } from '../elements/button'
import menu from '../elements/menu.module.css'
import { useDemoName } from '../host-context'
import styles from './split-menu.module.css'

interface Props {
  /** Open demos that could stand beside the one in view. */
  others: readonly string[]
  on: boolean
  /** @param beside undefined: one column again */
  onChoose(beside: string | undefined): void
}

/** Two demos side by side; the same button goes back to one. */
export function SplitMenu({ others, on, onChoose }: Props) {
  const nameOf = useDemoName()
  if (on) {
    return (
      <Button look="quiet" className={styles.button ?? ''} onClick={() => onChoose(undefined)}>
        <span className={`${styles.sign} ${styles.one}`} aria-hidden="true" /> One column
      </Button>
    )
  }
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" className={styles.button ?? ''}>
          <span className={styles.sign} aria-hidden="true" /> Split
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} aria-label="Show beside it">
          <DropdownMenu.Label className={menu.label}>Show beside it</DropdownMenu.Label>
          {others.map((id) => {
            const { emoji, title } = nameOf(id)
            return (
              <DropdownMenu.Item key={id} className={menu.item} onSelect={() => onChoose(id)}>
                <span aria-hidden="true">{emoji}</span> {title}
              </DropdownMenu.Item>
            )
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
