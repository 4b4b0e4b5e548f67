import { type PointerEvent, useId, useMemo, useState } from 'react'
import { Panel } from '../elements/panel'
import { formatBytes } from '../format/bytes'
import { MapTiles } from './map-tiles'
import { shapeText, type Tensor } from './tensor-rows'
import { layTreemap, type Tile } from './treemap'
import { useWidth } from './use-width'
import styles from './weight-map.module.css'
import { weightTree } from './weight-tree'

/** Where a model's bytes are: each tensor an area, grouped by the parts of their names. The table below says the same. */
export function WeightMap({ tensors }: { tensors: readonly Tensor[] }) {
  const id = useId()
  const [width, place] = useWidth<HTMLDivElement>()
  const height = width < 600 ? 260 : 360
  const tree = useMemo(() => weightTree(tensors), [tensors])
  const map = useMemo(() => layTreemap(tree, width, height), [tree, width, height])
  const [hovered, setHovered] = useState<Tile>()
  const types = [...new Set(tensors.map(({ type }) => type))]
  const whole = tensors.reduce((sum, { bytes }) => sum + bytes, 0)
  const point = ({ target }: PointerEvent) => {
    const key =
      target instanceof Element ? target.closest('[data-tile]')?.getAttribute('data-tile') : undefined
    setHovered(map.tiles.find((tile) => tile.key === key))
  }
  if (tensors.length === 0) return null
  return (
    <Panel aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>Weights by size</h2>
        {types.map((type) => (
          <span key={type} className={`num ${styles.type}`}>
            <i className={styles[type]} aria-hidden="true" />
            {type}
          </span>
        ))}
      </div>
      <div ref={place} className={styles.place} style={{ height }}>
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`Weights by size: ${formatBytes(whole)}. ${largest(tensors)}`}
          onPointerOver={point}
          onPointerLeave={() => setHovered(undefined)}
        >
          <MapTiles map={map} />
          {hovered !== undefined && (
            <rect
              className={styles.hovered}
              x={hovered.x}
              y={hovered.y}
              width={hovered.width}
              height={hovered.height}
            />
          )}
        </svg>
      </div>
      <p className={styles.word} aria-hidden="true">
        {hovered === undefined ? 'Point at a part to see what it is.' : describeTile(hovered, whole)}
      </p>
    </Panel>
  )
}

function describeTile({ tensor, label, bytes }: Tile, whole: number): string {
  const percent = (100 * bytes) / whole
  const share = `${formatBytes(bytes)}, ${percent < 0.1 ? '< 0.1' : percent.toFixed(1)} %`
  if (tensor === undefined) return `${label} tensors · ${share}`
  return `${tensor.name} · ${tensor.type} ${shapeText(tensor.dims)} · ${share}`
}

function largest(tensors: readonly Tensor[]): string {
  const [first, second, third] = tensors.toSorted((a, b) => b.bytes - a.bytes)
  const named = [first, second, third].flatMap((tensor) => tensor ?? [])
  return `The largest: ${named.map(({ name, bytes }) => `${name} ${formatBytes(bytes)}`).join(', ')}.`
}
