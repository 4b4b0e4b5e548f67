/** `sublet`: what a handler imports. Everything here is a no-op or plain data outside Sublet. */
export { Image, JSON, Label, Number, Slider, Textbox } from './components'
export { GPU, type GpuDecorator, type GpuOptions } from './gpu'
export { Interface, type InterfaceDefinition } from './interface'
export { progress, remaining, signal } from './lease'
