import { usePageTitle } from '../elements/use-page-title'
import { formatBytes } from '../format/bytes'
import { AdapterPanel } from './adapter/adapter-panel'
import { titleOf } from './adapter/facts'
import { useAdapter } from './adapter/use-adapter'
import { MemoryPanel } from './memory-panel'
import { NowPanel } from './now-panel'
import styles from './pool-page.module.css'
import { QuotaPanel } from './quota-panel'
import { SettingsPanel } from './settings/settings-panel'
import { SpendPanel } from './spend-panel'
import { TimelinePanel } from './timeline/timeline-panel'
import { usePoolPart } from './use-pool-part'

export function PoolPage() {
  usePageTitle('Pool')
  const about = usePoolPart(({ pool }) => pool && { slots: pool.slots, budgetBytes: pool.budgetBytes })
  return (
    <>
      <h1>Pool</h1>
      {about === undefined ? (
        <p className={styles.sub}>Not connected to the pool yet: there is nothing to show.</p>
      ) : (
        <>
          <p className={styles.sub}>
            <Adapter />
            One GPU for every tab of this site · budget{' '}
            <span className="num">{formatBytes(about.budgetBytes)}</span>,{' '}
            <span className="num">{about.slots}</span> slots · a <span className="num">large</span> lease
            takes one, an <span className="num">xlarge</span> lease takes all
          </p>
          <div className={styles.grid}>
            <div className={styles.main}>
              <NowPanel />
              <TimelinePanel slots={about.slots} />
            </div>
            <div className={styles.aside}>
              <MemoryPanel />
              <QuotaPanel />
            </div>
          </div>
          <div className={styles.below}>
            <SpendPanel />
          </div>
          <div className={`${styles.pair} ${styles.below}`}>
            <SettingsPanel />
            <AdapterPanel />
          </div>
        </>
      )}
    </>
  )
}

function Adapter() {
  const answer = useAdapter()
  if (answer === undefined) return null
  return (
    <>
      <b>{answer.kind === 'adapter' ? titleOf(answer.facts) : 'No adapter'}</b>
      {answer.kind === 'adapter' && answer.facts.software !== undefined && ' (software)'} ·{' '}
    </>
  )
}
