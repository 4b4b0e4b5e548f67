import { DropdownMenu } from 'radix-ui'
import { useStore } from 'zustand'
import styles from './file-tabs.module.css'
import { settings } from './settings'

const SETTINGS = [
  ['format', 'Format when saving'],
  ['minimap', 'Map of the file at its side'],
  ['vim', 'Vim keys'],
] as const

export function SettingsMenu() {
  const set = useStore(settings)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={styles.button}
        aria-label="Settings of the editor"
        title="Settings of the editor"
      >
        <span aria-hidden="true">⚙</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
        {SETTINGS.map(([name, label]) => (
          <DropdownMenu.CheckboxItem
            key={name}
            className={styles.item}
            checked={set[name]}
            // It stays open: who sets one often sets another.
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(checked) => settings.setState({ [name]: checked })}
          >
            <span className={styles.check} aria-hidden="true">
              <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
            </span>
            {label}
          </DropdownMenu.CheckboxItem>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
