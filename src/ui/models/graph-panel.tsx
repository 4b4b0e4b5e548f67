import { useId } from 'react'
import { Panel } from '../elements/panel'
import { CopyButton } from './copy-button'
import styles from './model-page.module.css'

/** The graph without its weights. All of it is in the page, so that the browser's own search finds any of it. */
export function GraphPanel({ graph }: { graph: string }) {
  const id = useId()
  const lines = graph.split('\n').length
  return (
    <Panel aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>Graph</h2>
        <span className={styles.sub}>
          without its weights, <span className="num">{lines}</span> {lines === 1 ? 'line' : 'lines'}
        </span>
        <span className={styles.grow} />
        <CopyButton text={graph} what="the graph" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className={styles.graph} tabIndex={0} aria-label="The graph as text">
        <pre>{graph}</pre>
      </section>
    </Panel>
  )
}
