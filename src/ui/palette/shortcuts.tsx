import { Dialog } from 'radix-ui'
import { Button } from '../elements/button'
import { useFocusBack } from '../elements/use-focus-back'
import styles from './palette.module.css'

const SHEET = [
  [
    'Anywhere',
    [
      ['Ctrl K', 'Commands: demos, pages, what can be done here'],
      ['?', 'This sheet'],
      ['F8', 'To the messages at the foot of the page'],
    ],
  ],
  [
    'Open demos',
    [
      ['Alt PageDown', 'The next one'],
      ['Alt PageUp', 'The one before'],
      ['← → Home End', 'Along the strip'],
      ['Delete', 'Closes the one with the focus'],
    ],
  ],
  [
    'Gallery',
    [
      ['/', 'Search'],
      ['↑ ↓ ← →', 'From card to card'],
      ['Home End', 'First and last card'],
      ['Esc', 'Clears the search'],
    ],
  ],
  ['Demo', [['Ctrl ⏎', 'Run']]],
  [
    'Chat',
    [
      ['⏎', 'Send'],
      ['Shift ⏎', 'A new line'],
      ['Esc', 'Stops the reply'],
    ],
  ],
] as const

export function Shortcuts({ open, onClose }: { open: boolean; onClose(): void }) {
  const giveBack = useFocusBack(open)
  return (
    <Dialog.Root open={open} onOpenChange={(on) => !on && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.ground} />
        <Dialog.Content
          className={`${styles.palette} ${styles.sheet}`}
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
        >
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>Keyboard shortcuts</Dialog.Title>
            <Button look="quiet" onClick={onClose}>
              Close
            </Button>
          </div>
          {SHEET.map(([place, keys]) => (
            <section key={place} className={styles.part}>
              <h3>{place}</h3>
              <dl>
                {keys.map(([key, does]) => (
                  <div key={key}>
                    <dt>
                      <kbd className={styles.keys}>{key}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <p className={styles.foot}>On a Mac, Cmd in the place of Ctrl.</p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
