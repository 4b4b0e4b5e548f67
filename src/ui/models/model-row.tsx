import { useState } from 'react'
import { Link } from 'wouter'
import type { ModelSummary } from '../../host/types'
import { formatBytes } from '../format/bytes'
import { useRooms } from '../host-context'
import { ActionButtons } from './action-buttons'
import { modelAddress } from './address'
import { ConfirmDelete } from './confirm-delete'
import { demosUsing } from './demos-using'
import { DemosCell, OperatorsCell, TypesCell, UsedCell } from './model-cells'
import { ModelFiles } from './model-files'
import styles from './model-list.module.css'
import { ModelTags } from './model-tags'
import { ModelTrouble } from './model-trouble'
import { sizeOf } from './order'
import { namingOf } from './use-library'
import { useModelActions } from './use-model-actions'

/** One model: a line of figures, and below it what is under way, wrong or asked. */
export function ModelRow({ model, now, onDeleted }: { model: ModelSummary; now: number; onDeleted(): void }) {
  const { cards } = useRooms().host
  const actions = useModelActions(model)
  const [open, setOpen] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const naming = namingOf(model.source)
  const { name, variant } = naming
  const { staged } = model
  return (
    <tbody className={styles.model} data-source={model.source} data-state={model.at.state}>
      <tr>
        <th className={styles.naming} scope="row">
          <Link href={modelAddress(model.source)}>{name}</Link>
          {variant !== '' && <span className={`num ${styles.variant}`}>{variant}</span>}
          <span className={`num ${styles.source}`} title={model.source}>
            {model.source}
          </span>
        </th>
        <td className={styles.state}>
          <ModelTags model={model} />
        </td>
        <td className={`num ${styles.right} ${styles.size}`}>
          {sizeOf(model) > 0 && formatBytes(sizeOf(model))}
          {staged !== undefined && (
            <button
              type="button"
              className={styles.more}
              aria-expanded={open}
              aria-label={`Files of ${name}`}
              onClick={() => setOpen(!open)}
            >
              {staged.files.length === 1 ? '1 file' : `${staged.files.length} files`}
            </button>
          )}
        </td>
        <TypesCell staged={staged} />
        <OperatorsCell staged={staged} />
        <UsedCell staged={staged} now={now} />
        <DemosCell demos={demosUsing(naming, cards)} />
        <td className={styles.doing}>
          <ActionButtons
            model={model}
            name={name}
            actions={actions}
            confirming={confirming}
            onDelete={() => setConfirming(!confirming)}
          />
        </td>
      </tr>
      <tr className={styles.below}>
        <td colSpan={8}>
          <ModelTrouble model={model} actions={actions} />
          {open && staged !== undefined && <ModelFiles files={staged.files} />}
          {confirming && (
            <ConfirmDelete
              model={model}
              name={name}
              onKeep={() => setConfirming(false)}
              onDelete={() => {
                setConfirming(false)
                actions.remove()
                onDeleted()
              }}
            />
          )}
        </td>
      </tr>
    </tbody>
  )
}
