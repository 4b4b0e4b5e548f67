import { lazy, Suspense } from 'react'
import type { ComponentSpec } from '../../host/types'
import { CanvasOutput } from './canvas-output'
import { FileOutput } from './file-output'
import { ImageOutput } from './image-output'
import { JsonOutput } from './json-output'
import { LabelOutput } from './label-output'
import { NumberOutput } from './number-output'
import styles from './outputs.module.css'
import { TextOutput } from './text-output'

/** Most demos have no sound. */
const AudioOutput = lazy(async () => ({ default: (await import('./audio-output')).AudioOutput }))

/** Few compare two pictures. */
const ImageSliderOutput = lazy(async () => ({
  default: (await import('./image-slider-output')).ImageSliderOutput,
}))
/** Nor a conversation. */
const ChatbotOutput = lazy(async () => ({ default: (await import('./chatbot-output')).ChatbotOutput }))

interface Props {
  label: string
  spec: ComponentSpec
  /** From a runner: it may be anything that can be cloned. Each component parses it. */
  value: unknown
  /** Of an output that is a canvas. */
  canvas: HTMLCanvasElement | undefined
  /** More may come. */
  running: boolean
}

/** The registry: which view shows which kind of component. */
export function Output({ label, spec, value, canvas, running }: Props) {
  if (spec.kind === 'canvas') return <CanvasOutput label={label} canvas={canvas} />
  // Skipped from the start, or not given yet.
  if (value === undefined)
    return <p className={styles.none}>{running ? 'Nothing yet.' : 'Nothing was given.'}</p>
  switch (spec.kind) {
    case 'image':
      return <ImageOutput label={label} value={value} />
    case 'image-slider':
      return (
        <Suspense>
          <ImageSliderOutput label={label} value={value} />
        </Suspense>
      )
    case 'audio':
      return (
        <Suspense>
          <AudioOutput label={label} value={value} />
        </Suspense>
      )
    case 'file':
      return <FileOutput label={label} value={value} />
    case 'label':
      return <LabelOutput label={label} top={spec.top} value={value} />
    case 'number':
    case 'slider':
      return <NumberOutput value={value} />
    case 'textbox':
      return <TextOutput value={value} />
    case 'chatbot':
      return (
        <Suspense>
          <ChatbotOutput label={label} value={value} running={running} />
        </Suspense>
      )
    case 'json':
      return <JsonOutput value={value} />
    case 'state':
      return null
  }
}
