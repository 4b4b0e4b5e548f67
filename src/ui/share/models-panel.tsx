import type { DemoCard } from '../../host/types'
import { Panel } from '../elements/panel'
import { namingOf, useLibrary } from '../models/use-library'
import { Place } from './gpu-panel'
import { modelOrigin, ORIGINS } from './model-origin'
import styles from './share.module.css'
import type { FactsState } from './use-demo-facts'

/** What it declares, and what its source names; nothing of it is fetched here. */
export function ModelsPanel({ card, facts }: { card: Omit<DemoCard, 'id'>; facts: FactsState }) {
  const { library } = useLibrary()
  const read = typeof facts === 'object' ? facts.models : []
  const named = [...card.models, ...read.flatMap(({ name }) => ('value' in name ? [name.value] : []))]
  const models = [
    ...new Map(named.map(modelOrigin).map((model) => [`${model.from} ${model.name}`, model])).values(),
  ]
  const decided = read.flatMap(({ name, ...at }) => ('code' in name ? [{ ...at, code: name.code }] : []))
  const here = new Set(
    library?.models
      .filter(({ at }) => at.state === 'staged')
      .map(({ source }) => namingOf(source))
      .map(
        ({ kind, name }) => `${kind === 'url' ? 'elsewhere' : kind === 'local' ? 'dropped' : kind} ${name}`,
      ),
  )
  return (
    <Panel aria-label="Models" className={styles.part ?? ''}>
      <h2>Models</h2>
      {models.length + decided.length === 0 && (
        <p className={styles.quiet}>
          {facts === undefined ? 'Its card names none. Reading the code…' : 'It names none.'}
        </p>
      )}
      <ul className={styles.rows}>
        {models.map(({ name, from }) => (
          <li key={`${from} ${name}`}>
            <b className="num">{name}</b>{' '}
            {here.has(`${from} ${name}`) ? 'is in this browser already' : ORIGINS[from]}
          </li>
        ))}
        {decided.map(({ path, line, by, code }) => (
          <li key={`${path}:${line}`}>
            <code>{by}</code> of what <code>{code}</code> says as it runs
            <Place path={path} line={line} />
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        Nothing is downloaded until you keep it and its page opens. A handler can name more as it runs; the
        Models page shows all.
      </p>
    </Panel>
  )
}
