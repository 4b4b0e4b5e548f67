import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../elements/button'
import callout from '../../elements/callout.module.css'
import { fileName, saveFile } from '../../elements/save-file'
import { formatBytes } from '../../format/bytes'
import styles from '../outputs.module.css'
import type { LoadedModel } from './load-model'
import own from './model3d.module.css'
import { useModel } from './use-model'
import { createViewer, type Viewer } from './viewer'

/** Radians for each press of a key. */
const TURN = Math.PI / 24

const KEYS: Readonly<Record<string, (viewer: Viewer) => void>> = {
  ArrowLeft: (viewer) => viewer.turn(-TURN, 0),
  ArrowRight: (viewer) => viewer.turn(TURN, 0),
  ArrowUp: (viewer) => viewer.turn(0, -TURN),
  ArrowDown: (viewer) => viewer.turn(0, TURN),
  '+': (viewer) => viewer.zoom(0.8),
  '=': (viewer) => viewer.zoom(0.8),
  '-': (viewer) => viewer.zoom(1.25),
  '0': (viewer) => viewer.reset(),
}

export function ModelFigure({ label, file }: { label: string; file: Blob }) {
  const place = useRef<HTMLDivElement>(null)
  const [viewer, setViewer] = useState<Viewer>()
  const [missing, setMissing] = useState<string>()
  const model = useModel(file)
  const hint = useId()

  const there = model?.is === 'model'
  // Made with the first model, and kept for all that follow.
  const [wanted, setWanted] = useState(there)
  if (there && !wanted) setWanted(true)

  useEffect(() => {
    if (!wanted || place.current === null) return
    try {
      const made = createViewer(place.current)
      setViewer(made)
      return () => made.close()
    } catch (thrown) {
      // The one thing that can be missing here, and there is a way without it: the file can be saved.
      setMissing(thrown instanceof Error ? thrown.message : String(thrown))
      return
    }
  }, [wanted])

  useEffect(() => {
    if (model?.is === 'model') viewer?.show(model)
  }, [model, viewer])

  const onKeyDown = (event: KeyboardEvent) => {
    const act = KEYS[event.key]
    if (act === undefined || viewer === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act(viewer)
  }
  const wrong =
    missing !== undefined
      ? `This browser cannot draw in 3D (${missing}). The file can be downloaded.`
      : model?.is === 'wrong'
        ? model.reason
        : undefined
  return (
    <figure className={styles.picture}>
      {wrong !== undefined && (
        <p className={callout.bad} role="alert">
          {wrong}
        </p>
      )}
      <div
        ref={place}
        className={own.stage}
        hidden={wrong !== undefined}
        role="application"
        aria-label={`${label}: 3D model`}
        aria-describedby={hint}
        aria-busy={model === undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys turn it
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
      <p id={hint} className="unseen">
        Arrow keys turn it, plus and minus zoom, 0 shows it as at first.
      </p>
      <figcaption>
        <span className="num">{model === undefined ? 'Reading…' : factsOf(model, file)}</span>
        <span className={own.actions}>
          {wrong === undefined && (
            <Button look="quiet" onClick={() => viewer?.reset()}>
              Reset view
            </Button>
          )}
          <Button look="quiet" onClick={() => saveFile(file, nameOf(file, label))}>
            Download
          </Button>
        </span>
      </figcaption>
      {model?.is === 'model' && model.reduced && (
        <p className={styles.none}>
          A Gaussian splat, shown as points: it is written as text, or sizes and directions are missing.
        </p>
      )}
    </figure>
  )
}

function factsOf(model: LoadedModel, file: Blob): string {
  const size = formatBytes(file.size)
  if (model.is === 'wrong') return size
  const { triangles, points, splats } = model
  const counts = [
    ...(triangles > 0 ? [`${triangles.toLocaleString('en')} triangles`] : []),
    ...(points > 0 ? [`${points.toLocaleString('en')} points`] : []),
    ...(splats > 0 ? [`${splats.toLocaleString('en')} splats`] : []),
  ]
  return [...counts, size].join(' · ')
}

function nameOf(file: Blob, label: string): string {
  return file instanceof File && file.name !== '' ? file.name : fileName(label, 'bin')
}
