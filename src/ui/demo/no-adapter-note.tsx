import callout from '../elements/callout.module.css'
import { useAdapter } from '../pool/adapter/use-adapter'
import styles from './demo-page.module.css'

/**
 * Said before Run is pressed: WebGPU is there, and no GPU behind it, as with hardware acceleration switched off. Shows
 * nothing where there is one.
 */
export function NoAdapterNote() {
  const answer = useAdapter()
  if (answer?.kind !== 'none') return null
  return (
    <p className={`${callout.bad} ${styles.noAdapter}`} role="alert">
      <b>No GPU to lend.</b> {answer.why} A call that asks for the GPU will fail. Switch hardware acceleration
      on in the settings of this browser and restart it, update the graphics driver, or use a current Chrome,
      Edge, Firefox or Safari.
    </p>
  )
}
