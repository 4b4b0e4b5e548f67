import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { ModelSummary } from '../../host/types'
import { ErrorCard } from '../elements/error-card'
import { usePageTitle } from '../elements/use-page-title'
import { useRooms } from '../host-context'
import { NotFound } from '../shell/not-found'
import { ActionButtons } from './action-buttons'
import { ConfirmDelete } from './confirm-delete'
import { demosUsing } from './demos-using'
import { HandlerName } from './handler-name'
import { ModelDetails } from './model-details'
import { ModelFacts } from './model-facts'
import styles from './model-page.module.css'
import { ModelTags } from './model-tags'
import { ModelTrouble } from './model-trouble'
import { useDetail } from './use-detail'
import { namingOf, useLibrary } from './use-library'
import { useModelActions } from './use-model-actions'

export function ModelPage({ source }: { source: string }) {
  const { support } = useRooms().host
  const { library, error } = useLibrary()
  const model = library?.models.find((known) => known.source === source)
  if (model !== undefined) return <Known model={model} />
  if (library === undefined && error !== undefined) return <ErrorCard error={error} />
  if (library === undefined && support.ok) {
    return <p className={styles.sub}>Asking for the models of this browser…</p>
  }
  return (
    <NotFound what={`${source} is not in this browser.`}>
      <Link href="/models">All models</Link>
    </NotFound>
  )
}

function Known({ model }: { model: ModelSummary }) {
  const { cards } = useRooms().host
  const [, navigate] = useLocation()
  const actions = useModelActions(model)
  const [confirming, setConfirming] = useState(false)
  const naming = namingOf(model.source)
  const demos = demosUsing(naming, cards)
  usePageTitle(naming.name)
  return (
    <div className={styles.page} data-state={model.at.state}>
      <div className={styles.title}>
        <div className={styles.naming}>
          <p className={styles.crumb}>
            <Link href="/models">Models</Link>
          </p>
          <h1>{naming.name}</h1>
          <p className={styles.sub}>
            <ModelTags model={model} />
            {naming.variant !== '' && <span className="num">{naming.variant}</span>}
            {demos.map(({ id, emoji, title }) => (
              <Link key={id} href={`/d/${id}`}>
                <span aria-hidden="true">{emoji}</span> {title}
              </Link>
            ))}
          </p>
          <p className={`num ${styles.source}`}>{model.source}</p>
        </div>
        <ActionButtons
          model={model}
          name={naming.name}
          actions={actions}
          confirming={confirming}
          onDelete={() => setConfirming(!confirming)}
        />
      </div>
      {confirming && (
        <ConfirmDelete
          model={model}
          name={naming.name}
          onKeep={() => setConfirming(false)}
          onDelete={() => {
            actions.remove()
            navigate('/models')
          }}
        />
      )}
      <ModelTrouble model={model} actions={actions} />
      <HandlerName naming={naming} />
      {model.staged === undefined ? (
        <p className={styles.sub}>What it is made of is shown once it is complete.</p>
      ) : (
        <Staged source={model.source} staged={model.staged} />
      )}
    </div>
  )
}

function Staged({ source, staged }: { source: string; staged: NonNullable<ModelSummary['staged']> }) {
  const detail = useDetail(source, staged.digest)
  return (
    <>
      <ModelFacts staged={staged} />
      {detail === undefined ? (
        <p className={styles.sub}>Reading the graph…</p>
      ) : 'code' in detail ? (
        <ErrorCard error={detail} />
      ) : (
        <ModelDetails detail={detail} files={staged.files} />
      )}
    </>
  )
}
