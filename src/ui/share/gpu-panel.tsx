import callout from '../elements/callout.module.css'
import { Panel } from '../elements/panel'
import styles from './share.module.css'
import type { FactsState } from './use-demo-facts'

/** What it asks of the GPU, as its source says. */
export function GpuPanel({ facts }: { facts: FactsState }) {
  return (
    <Panel aria-label="What it asks of the GPU" className={styles.part ?? ''}>
      <h2>What it asks of the GPU</h2>
      {facts === undefined ? (
        <output className={styles.quiet}>Reading the code…</output>
      ) : typeof facts === 'string' ? (
        <p className={`${callout.warn} ${styles.warning}`}>
          It cannot be read: {facts} The code below says it.
        </p>
      ) : (
        <>
          {facts.gpu.length === 0 ? (
            <p className={styles.quiet}>No function in it is wrapped in GPU(…).</p>
          ) : (
            <ul className={styles.rows}>
              {facts.gpu.map(({ path, line, name, seconds, size }) => (
                <li key={`${path}:${line}:${name}`}>
                  <b>{name ?? 'a function without a name'}</b>{' '}
                  {'value' in seconds ? (
                    <span className="num">{seconds.value} s</span>
                  ) : (
                    <>
                      as long as this says: <code>{seconds.code}</code>
                    </>
                  )}
                  {'value' in size ? (
                    <>
                      {', '}
                      {size.value}
                      {size.value === 'xlarge' && ', which counts twice'}
                    </>
                  ) : (
                    size.code !== ('code' in seconds ? seconds.code : undefined) && (
                      <>
                        , its size by <code>{size.code}</code>
                      </>
                    )
                  )}
                  <Place path={path} line={line} />
                </li>
              ))}
            </ul>
          )}
          {facts.hidden.length > 0 && (
            <div className={`${callout.warn} ${styles.warning}`}>
              <p>It also uses the GPU in ways that cannot be read beforehand:</p>
              <ul className={styles.rows}>
                {facts.hidden.map(({ path, line, code }) => (
                  <li key={`${path}:${line}:${code}`}>
                    <code>{code}</code>
                    <Place path={path} line={line} />
                  </li>
                ))}
              </ul>
            </div>
          )}
          <p className={styles.quiet}>
            As its source says. What a call asks for is shown before you press Run.
          </p>
        </>
      )}
    </Panel>
  )
}

export function Place({ path, line }: { path: string; line: number }) {
  return (
    <span className={`num ${styles.place}`}>
      {path}:{line}
    </span>
  )
}
