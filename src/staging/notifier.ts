/** Tells that something changed, at most once an interval: at once, and again at its end if more changed meanwhile. */
export interface Notifier {
  changed(): void
  close(): void
}

export function createNotifier(intervalMs: number, notify: () => void): Notifier {
  let timer: ReturnType<typeof setTimeout> | undefined
  let pending = false
  let closed = false

  function tell(): void {
    pending = false
    notify()
    timer = setTimeout(() => {
      timer = undefined
      if (pending) tell()
    }, intervalMs)
  }

  return {
    changed() {
      if (closed) return
      if (timer === undefined) tell()
      else pending = true
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
