import styles from './unsupported-notice.module.css'

/** First on every page of a browser that cannot run Sublet: what is missing, and what to use instead. */
export function UnsupportedNotice({ missing }: { missing: readonly string[] }) {
  return (
    <section className={styles.notice} aria-labelledby="unsupported" role="alert">
      <h1 id="unsupported">This browser cannot lend its GPU</h1>
      <p>Sublet runs everything on the GPU of your own browser, through WebGPU. What is missing here:</p>
      <ul>
        {missing.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        Use a current <b>Chrome</b>, <b>Edge</b>, <b>Firefox</b> or <b>Safari</b> with WebGPU and hardware
        acceleration switched on, over <span className="num">https</span> or on{' '}
        <span className="num">localhost</span>.
      </p>
      <p className={styles.rest}>You can still look at the gallery; nothing in it can be run here.</p>
    </section>
  )
}
