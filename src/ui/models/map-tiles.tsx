import { memo } from 'react'
import { formatBytes } from '../format/bytes'
import { fitLabel, type layTreemap, type Tile } from './treemap'
import styles from './weight-map.module.css'

/** Thousands of rectangles: drawn again only when the layout changes. */
export const MapTiles = memo(function MapTiles({ map }: { map: ReturnType<typeof layTreemap> }) {
  return (
    <>
      {map.tiles.map((tile) => (
        <g key={tile.key} data-tile={tile.key} transform={`translate(${tile.x} ${tile.y})`}>
          <rect
            className={styles[tile.tensor?.type ?? 'rest']}
            width={Math.max(0, tile.width)}
            height={Math.max(0, tile.height)}
          />
          <TileText tile={tile} />
        </g>
      ))}
      {map.groups.map(({ x, y, width, label }) => (
        <text key={`${x} ${y}`} className={styles.group} x={x + 2} y={y + 12}>
          {fitLabel(label, width)}
        </text>
      ))}
    </>
  )
})

function TileText({ tile: { width, height, label, bytes } }: { tile: Tile }) {
  const text = height < 18 ? '' : fitLabel(label, width)
  if (text === '') return null
  return (
    <>
      <text className={styles.label} x="5" y="14">
        {text}
      </text>
      {height > 34 && (
        <text className={styles.bytes} x="5" y="29">
          {fitLabel(formatBytes(bytes), width)}
        </text>
      )}
    </>
  )
}
