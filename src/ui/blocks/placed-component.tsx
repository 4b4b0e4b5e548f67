import { useStore } from 'zustand'
import type { ComponentSpec } from '../../host/types'
import { draftKey } from '../demo/form'
import { Button } from '../elements/button'
import { ErrorBoundary } from '../elements/error-boundary'
import { componentLabel } from '../inputs/component-label'
import { Field } from '../inputs/field'
import { Misfit } from '../outputs/misfit'
import { Output } from '../outputs/output'
import styles from './blocks.module.css'
import { useBlocksPage } from './page-context'
import { eventsOn } from './plan'

interface Props<Spec = ComponentSpec> {
  component: number
  spec: Spec
}

/** A component in its place, as what it is on this page: a control, a button, or what shows an output. */
export function PlacedComponent({ component }: { component: number }) {
  const { spec, roles } = useBlocksPage()
  const known = spec.components[component]
  if (known === undefined) return null
  if (known.kind === 'button') return <PressButton component={component} spec={known} />
  switch (roles[component]) {
    case 'control':
      return <Control component={component} spec={known} />
    case 'shown':
      return <Shown component={component} spec={known} />
    default:
      return null
  }
}

function PressButton({ component, spec }: Props<Extract<ComponentSpec, { kind: 'button' }>>) {
  const { blocks, spec: page, failed, idOf, ask } = useBlocksPage()
  const busy = useStore(blocks.state, ({ running }) =>
    eventsOn(page, component, 'click').some((event) => running.has(event)),
  )
  return (
    <Button
      id={idOf(component)}
      className={styles.press ?? ''}
      look={spec.look === 'primary' ? 'go' : 'plain'}
      // One that is disabled would lose the focus, and whoever uses the keyboard their place.
      aria-disabled={busy || failed}
      onClick={() => {
        if (!busy && !failed) ask(() => blocks.click(component))
      }}
    >
      {spec.label}
    </Button>
  )
}

function Control({ component, spec }: Props) {
  const { session, blocks, spec: page, idOf, ask } = useBlocksPage()
  const draft = useStore(session.state, ({ drafts }) => drafts[draftKey(spec, component)])
  const tried = useStore(blocks.state, (state) => state.tried.has(component))
  const filling = useStore(blocks.holding.state, ({ fillings }) => fillings.get(component) ?? 0)
  const misfits = useStore(blocks.holding.state, (state) => state.misfits)
  const submits = eventsOn(page, component, 'submit').length > 0
  return (
    <div className={styles.item}>
      <Field
        // What was drawn is the pad's own: another drawing needs another pad.
        key={spec.kind === 'image' && spec.source === 'sketch' ? filling : 0}
        id={idOf(component)}
        spec={spec}
        draft={draft}
        tried={tried}
        onDraft={(next) => blocks.fill(component, next)}
        onSubmit={submits ? () => ask(() => blocks.submit(component)) : undefined}
      />
      {misfits.has(component) && <Misfit wants={`a value for ${spec.kind}`} value={misfits.get(component)} />}
    </div>
  )
}

function Shown({ component, spec }: Props) {
  const { blocks, spec: page } = useBlocksPage()
  const value = useStore(blocks.holding.state, ({ values }) => values.get(component))
  const canvas = useStore(blocks.state, ({ canvases }) => canvases.get(component))
  const gives = (event: number) => page.events[event]?.outputs.includes(component) ?? false
  const running = useStore(blocks.state, (state) => [...state.running].some(gives))
  const ran = useStore(blocks.state, ({ calls }) => [...calls.keys()].some(gives))
  const label = componentLabel(spec)
  return (
    <div className={styles.item} aria-busy={running}>
      <h2 className={styles.label}>{label}</h2>
      <ErrorBoundary what={label}>
        <Output label={label} spec={spec} value={value} canvas={canvas} running={running || !ran} />
      </ErrorBoundary>
    </div>
  )
}
