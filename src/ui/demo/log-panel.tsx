import { useLayoutEffect, useRef } from 'react'
import type { LogLine } from '../../host/types'
import { Panel } from '../elements/panel'
import { formatInstant } from '../format/time'
import styles from './demo-page.module.css'

/** A handler may log without end; the page draws the newest. */
const SHOWN = 200
/** Pixels from the end at which whoever scrolled counts as being there. */
const NEAR = 24

/** @param call the run that is shown above: its lines stand out from those before it */
export function LogPanel({ log, call }: { log: readonly LogLine[]; call: string | undefined }) {
  const lines = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  // The newest line is seen, unless the visitor has gone back to read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is drawn
  useLayoutEffect(() => {
    if (following.current) lines.current?.scrollTo({ top: lines.current.scrollHeight })
  }, [log])
  const from = Math.max(0, log.length - SHOWN)
  return (
    <Panel aria-label="Log" className={styles.log ?? ''}>
      <div className={styles.resultHead}>
        <h2 className={styles.small}>Log</h2>
        <span className={`${styles.quiet} num`}>{log.length} lines</span>
      </div>
      <div
        ref={lines}
        className={styles.lines}
        role="log"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          following.current = scrollHeight - scrollTop - clientHeight < NEAR
        }}
      >
        {log.slice(from).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, and holds no state
          <Line key={from + index} line={line} own={line.call === call} />
        ))}
      </div>
    </Panel>
  )
}

/** @param own of the run that is shown; before the first run, of the module scope */
function Line({ line, own }: { line: LogLine; own: boolean }) {
  const run = own ? 'this' : line.call === undefined ? 'none' : 'earlier'
  return (
    <div
      className={`${styles.line} ${styles[line.level]} ${own ? styles.own : styles.older}`}
      data-level={line.level}
      data-run={run}
    >
      <time className={styles.at} dateTime={new Date(line.at).toISOString()}>
        {formatInstant(line.at)}
      </time>
      <span className={styles.level}>{line.level}</span>
      <span className={styles.said}>{line.text}</span>
    </div>
  )
}
