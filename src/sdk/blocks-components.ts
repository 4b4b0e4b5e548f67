/** Declarations of what is there in Blocks only. Each is plain data. */
import type {
  CanvasComponent,
  ChatbotComponent,
  Component,
  InputComponent,
  StateComponent,
} from './components'

export interface ButtonOptions {
  /** Default `'secondary'`: one among others. `'primary'` is what a visitor is most likely after. */
  look?: 'primary' | 'secondary'
}
export type ButtonComponent = ButtonOptions & { kind: 'button'; label: string }

/** What `click()` waits for. As an input it gives `null`. */
export function Button(label: string, options: ButtonOptions = {}): ButtonComponent {
  return { kind: 'button', label, ...options }
}

export interface TimerOptions {
  /** Seconds from tick to tick, 0.1 to 3600. */
  every: number
  /** Whether it ticks from the start. Default true. */
  active?: boolean
}
export type TimerComponent = TimerOptions & { kind: 'timer' }

/**
 * What `tick()` waits for, while the page is looked at; it is not shown. As an input it gives how often it has ticked, as
 * an output it takes whether it ticks from now on.
 */
export function Timer(options: TimerOptions): TimerComponent {
  return { kind: 'timer', ...options }
}

/** What an event of Blocks may take: a conversation, too, as far as it has come. */
export type EventInput = InputComponent | ChatbotComponent | ButtonComponent | TimerComponent

/** What an event of Blocks may give. */
export type EventOutput = Component | TimerComponent

/** What has a place on the page. */
export type PlacedComponent = Exclude<Component, StateComponent> | ButtonComponent

/** What a visitor, or an event, can change the value of. */
export type ChangingComponent = Exclude<Component, StateComponent | CanvasComponent>
