import { useId, useState } from 'react'
import type { DemoCard } from '../../host/types'
import { embedAddress, embedCode, frameLength } from '../embed/embed-code'
import styles from './api-panel.module.css'
import { CodeBlock } from './code-block'

/** The demo as a part of another page. */
export function EmbedSnippet({ demo }: { demo: DemoCard }) {
  const heading = useId()
  const [width, setWidth] = useState('100%')
  const [height, setHeight] = useState('640')
  const address = embedAddress(location.href, demo.id)
  const size = { width: frameLength(width), height: frameLength(height) }
  return (
    <section className={styles.part} aria-labelledby={heading}>
      <div className={styles.head}>
        <h3 id={heading}>Embed</h3>
        <div className={styles.buttons}>
          <Length label="Width" text={width} wrong={size.width === undefined} onText={setWidth} />
          <Length label="Height" text={height} wrong={size.height === undefined} onText={setHeight} />
        </div>
      </div>
      <p className={styles.quiet}>
        The demo alone, in any page.{' '}
        <a href={address} target="_blank" rel="noreferrer">
          See it
        </a>
      </p>
      {size.width === undefined || size.height === undefined ? (
        <p className={styles.wrong} role="alert">
          Width and height are whole pixels, or per cent: 640, or 100%.
        </p>
      ) : (
        <CodeBlock
          code={embedCode({
            address,
            title: `${demo.title} on Sublet`,
            width: size.width,
            height: size.height,
          })}
          what="the frame"
        />
      )}
    </section>
  )
}

interface LengthProps {
  label: string
  text: string
  wrong: boolean
  onText(text: string): void
}

function Length({ label, text, wrong, onText }: LengthProps) {
  const id = useId()
  return (
    <span className={styles.length}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="num"
        size={6}
        value={text}
        aria-invalid={wrong}
        onChange={(event) => onText(event.target.value)}
      />
    </span>
  )
}
