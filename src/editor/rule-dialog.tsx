import { Dialog } from 'radix-ui'
import Markdown, { type Components } from 'react-markdown'
import docs from '../../docs/rules.md?raw'
import styles from './rule-dialog.module.css'
import { sectionOf } from './rules/sections'
import { useFocusBack } from './use-focus-back'

interface Props {
  rule: string
  onClose(): void
}

const COMPONENTS: Components = {
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys as well
    <pre tabIndex={0}>{children}</pre>
  ),
}

/** The section of docs/rules.md about one rule. It is part of the editor's code, so that it is there offline too. */
export function RuleDialog({ rule, onClose }: Props) {
  const focusBack = useFocusBack()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.ground} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined} onCloseAutoFocus={focusBack}>
          <div className={styles.head}>
            <Dialog.Title>{rule}</Dialog.Title>
            <Dialog.Close className={styles.close} aria-label="Close">
              ×
            </Dialog.Close>
          </div>
          <Markdown components={COMPONENTS}>{sectionOf(docs, rule) ?? ''}</Markdown>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
