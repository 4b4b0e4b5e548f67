import { useId } from 'react'
import type { SiteExport } from '../../host/exported/export-site'
import { formatBytes } from '../format/bytes'
import styles from './export.module.css'

interface Props {
  site: SiteExport
  /** The folder of the site whose models it takes; undefined: they come along. */
  chosen: string | undefined
  disabled: boolean
  onChoose(modelsFrom: string | undefined): void
}

/** Models of this site come along, or stay here. */
export function ModelsChoice({ site, chosen, disabled, onChoose }: Props) {
  const name = useId()
  const bytes = site.bytes() - site.bytes(site.address ?? 'https://example.org/')
  const { address } = site
  return (
    <fieldset className={styles.choice} disabled={disabled}>
      <legend>Models</legend>
      <label>
        <input type="radio" name={name} checked={chosen === undefined} onChange={() => onChoose(undefined)} />
        <span>Include them ({formatBytes(bytes)})</span>
      </label>
      <label>
        <input
          type="radio"
          name={name}
          checked={chosen !== undefined}
          disabled={address === undefined}
          onChange={() => onChoose(address)}
        />
        <span>
          Load them from {address ?? 'this site'}
          <small>
            {address === undefined
              ? 'Not from here: this address leads nowhere from another computer.'
              : 'Its host has to let other sites read its files (CORS), as most static hosts do.'}
          </small>
        </span>
      </label>
    </fieldset>
  )
}
