/** `sublet`: what a handler imports. Everything here is a no-op or plain data outside Sublet. */
export { Blocks, type BlocksDefinition } from './blocks'
export { Button, Timer } from './blocks-components'
export { canvasFor } from './canvas'
export { ChatInterface } from './chat'
export {
  Checkbox,
  CheckboxGroup,
  type Choice,
  Dropdown,
  Radio,
} from './choice-components'
export {
  Audio,
  type AudioClip,
  Canvas,
  Chatbot,
  type ChatMessage,
  File,
  Image,
  ImageSlider,
  JSON,
  Label,
  type MaskedImage,
  Number,
  Slider,
  State,
  Textbox,
} from './components'
export {
  type Cell,
  Code,
  ColorPicker,
  type ColumnType,
  Dataframe,
  type Table,
  Video,
} from './data-components'
export { type BlocksEvent, change, click, load, submit, tick } from './event'
export { GPU, type GpuDecorator, type GpuOptions } from './gpu'
export { Interface, type InterfaceDefinition } from './interface'
export { Accordion, Column, Row, Tabs } from './layout'
export { progress, remaining, signal } from './lease'
export { type Skip, skip } from './skip'
export { transfer } from './transfer'
export {
  Gallery,
  type HighlightedSpan,
  HighlightedText,
  Markdown,
  Model3D,
  Plot,
  type PlotSeries,
  type PlotValue,
} from './view-components'
