import { useId, useState } from 'react'
import { Panel } from '../../elements/panel'
import styles from './adapter-panel.module.css'
import type { AdapterFacts } from './facts'
import { findLimits } from './limits'
import { useAdapter } from './use-adapter'

/** What computes, and what it can: from the browser, without a device. */
export function AdapterPanel() {
  const answer = useAdapter()
  return (
    <Panel aria-labelledby="pool-adapter">
      <h2 id="pool-adapter">Adapter</h2>
      {answer === undefined && <p className={styles.note}>Asking the browser…</p>}
      {answer?.kind === 'none' && <p className={styles.note}>{answer.why}</p>}
      {answer?.kind === 'adapter' && <Facts facts={answer.facts} />}
    </Panel>
  )
}

function Facts({ facts }: { facts: AdapterFacts }) {
  const { vendor, architecture, device, description, software, features } = facts
  const named = [
    ['Vendor', vendor],
    ['Architecture', architecture],
    ['Device', device],
    ['Description', description],
  ] as const
  return (
    <>
      {software !== undefined && <p className={styles.software}>{software}</p>}
      <dl className={styles.facts}>
        {named.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value === '' ? 'not told' : value}</dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.title}>
        Features <span className="num">{features.length}</span>
      </h3>
      <ul className={styles.features}>
        {features.map((feature) => (
          <li key={feature} className="num">
            {feature}
          </li>
        ))}
      </ul>
      <Limits limits={facts.limits} />
    </>
  )
}

function Limits({ limits }: Pick<AdapterFacts, 'limits'>) {
  const id = useId()
  const [search, setSearch] = useState('')
  const found = findLimits(limits, search)
  return (
    <>
      <div className={styles.head}>
        <h3 className={styles.title}>
          Limits{' '}
          <span className="num" role="status">
            {found.length === limits.length ? limits.length : `${found.length} of ${limits.length}`}
          </span>
        </h3>
        <label htmlFor={id} className="unseen">
          Search limits
        </label>
        <input
          id={id}
          type="search"
          placeholder="Search limits"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {found.length === 0 ? (
        <p className={styles.note}>No limit is called so.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
        <section className={styles.scroll} aria-label="Limits of the adapter" tabIndex={0}>
          <table className={styles.table} aria-label="Limits">
            <thead>
              <tr>
                <th>Limit</th>
                <th className={styles.right}>Value</th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ name, value, bytes }) => (
                <tr key={name}>
                  <td className="num">{name}</td>
                  <td className={`num ${styles.right}`}>
                    {value}
                    {bytes !== undefined && <span className={styles.bytes}> · {bytes}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}
