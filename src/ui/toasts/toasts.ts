import { createStore } from 'zustand/vanilla'

/** A line that says what has just happened, and offers one way back or on. It goes by itself. */
export interface Toast {
  readonly id: number
  /** One sentence. */
  readonly text: string
  readonly tone: 'plain' | 'bad'
  readonly action?: ToastAction
}

export interface ToastAction {
  /** One word: `Undo`. */
  readonly label: string
  run(): void
}

/** The newest last. More at once than a person reads is none. */
const MOST = 4

let shown = 0

/** Those that are on the page. */
export const toasts = createStore<readonly Toast[]>(() => [])

export function showToast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  shown += 1
  const toast: Toast = { id: shown, text, tone: 'plain', ...options }
  toasts.setState((before) => [...before, toast].slice(-MOST), true)
}

export function dismissToast(id: number): void {
  toasts.setState((before) => before.filter((toast) => toast.id !== id), true)
}
