import { Toast } from 'radix-ui'
import { useStore } from 'zustand'
import styles from './toaster.module.css'
import { dismissToast, toasts } from './toasts'

/** Long enough to read one line and to reach its button; the pointer or the focus on it stops the clock. */
const SHOWN_MS = 6_000

/** Shows the toasts of the page at its foot. F8 takes the focus there. */
export function Toaster() {
  const list = useStore(toasts)
  return (
    <Toast.Provider duration={SHOWN_MS} swipeDirection="right">
      {list.map(({ id, text, tone, action }) => (
        <Toast.Root
          key={id}
          className={`${styles.toast} ${tone === 'bad' ? styles.bad : ''}`}
          data-tone={tone}
          onOpenChange={(open) => !open && dismissToast(id)}
        >
          <Toast.Description className={styles.text}>{text}</Toast.Description>
          {action !== undefined && (
            <Toast.Action
              className={styles.action}
              altText={`${action.label}: F8 goes to it.`}
              onClick={action.run}
            >
              {action.label}
            </Toast.Action>
          )}
          <Toast.Close className={styles.close} aria-label="Close this notice">
            <span aria-hidden="true">×</span>
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className={styles.viewport} />
    </Toast.Provider>
  )
}
