import { Panel } from '../../elements/panel'
import { usePoolPart } from '../use-pool-part'
import { CreditsForm } from './credits-form'
import { PoolForm } from './pool-form'
import styles from './settings-panel.module.css'
import { TierPicker } from './tier-picker'

/** What a visitor may set. The tier is this tab's, the rest is the pool's. */
export function SettingsPanel() {
  const refused = usePoolPart(({ connection }) => connection === 'refused')
  const quota = usePoolPart(({ pool }) => pool && { tier: pool.quota.tier, creditsMs: pool.quota.creditsMs })
  const settings = usePoolPart(({ pool }) => pool?.settings)
  if (quota === undefined || settings === undefined) return null
  return (
    <Panel aria-labelledby="pool-settings">
      <h2 id="pool-settings">Settings</h2>
      <div className={styles.parts}>
        <div>
          <TierPicker tier={quota.tier} disabled={refused} />
          <CreditsForm tier={quota.tier} creditsMs={quota.creditsMs} disabled={refused} />
        </div>
        <PoolForm settings={settings} disabled={refused} />
      </div>
    </Panel>
  )
}
