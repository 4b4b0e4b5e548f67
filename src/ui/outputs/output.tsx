import { lazy, Suspense } from 'react'
import type { ComponentSpec } from '../../host/types'
import { CanvasOutput } from './canvas-output'
import { CheckboxOutput } from './checkbox-output'
import { ChoiceOutput } from './choice-output'
import { ColorOutput } from './color-output'
import { FileOutput } from './file-output'
import { ImageOutput } from './image-output'
import { JsonOutput } from './json-output'
import { KeepSelection } from './keep-selection'
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
/** Each of these brings a library along. */
const MarkdownOutput = lazy(async () => ({
  default: (await import('./markdown/markdown-output')).MarkdownOutput,
}))
const PlotOutput = lazy(async () => ({ default: (await import('./plot/plot-output')).PlotOutput }))
const Model3DOutput = lazy(async () => ({
  default: (await import('./model3d/model3d-output')).Model3DOutput,
}))
const GalleryOutput = lazy(async () => ({
  default: (await import('./gallery/gallery-output')).GalleryOutput,
}))
const HighlightOutput = lazy(async () => ({
  default: (await import('./highlight/highlight-output')).HighlightOutput,
}))
const DataframeOutput = lazy(async () => ({
  default: (await import('./table/dataframe-output')).DataframeOutput,
}))
const CodeOutput = lazy(async () => ({ default: (await import('./code-output')).CodeOutput }))
const VideoOutput = lazy(async () => ({ default: (await import('./video-output')).VideoOutput }))

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

/** An output, which keeps what is selected in it while more of it streams in. */
export function Output(props: Props) {
  return (
    <KeepSelection value={props.value}>
      <Suspense fallback={<p className={styles.none}>Loading…</p>}>
        <View {...props} />
      </Suspense>
    </KeepSelection>
  )
}

/** The registry: which view shows which kind of component. */
function View({ label, spec, value, canvas, running }: Props) {
  if (spec.kind === 'canvas') return <CanvasOutput label={label} canvas={canvas} />
  // Skipped from the start, or not given yet.
  if (value === undefined)
    return <p className={styles.none}>{running ? 'Nothing yet.' : 'Nothing was given.'}</p>
  switch (spec.kind) {
    case 'image':
      return <ImageOutput label={label} value={value} />
    case 'image-slider':
      return <ImageSliderOutput label={label} value={value} />
    case 'audio':
      return <AudioOutput label={label} value={value} />
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
      return <ChatbotOutput label={label} value={value} running={running} />
    case 'markdown':
      return <MarkdownOutput value={value} />
    case 'highlighted-text':
      return <HighlightOutput label={label} legend={spec.legend} value={value} />
    case 'gallery':
      return <GalleryOutput label={label} columns={spec.columns} value={value} />
    case 'plot':
      return <PlotOutput label={label} height={spec.height} value={value} />
    case 'model3d':
      return <Model3DOutput label={label} value={value} />
    case 'checkbox':
      return <CheckboxOutput value={value} />
    case 'checkbox-group':
    case 'radio':
    case 'dropdown':
      return <ChoiceOutput label={label} spec={spec} value={value} />
    case 'color-picker':
      return <ColorOutput value={value} />
    case 'dataframe':
      return <DataframeOutput label={label} headers={spec.headers} value={value} />
    case 'code':
      return <CodeOutput label={label} language={spec.language} value={value} />
    case 'video':
      return <VideoOutput label={label} value={value} />
    case 'json':
      return <JsonOutput value={value} />
    case 'button':
    case 'timer':
    case 'state':
      return null
  }
}
