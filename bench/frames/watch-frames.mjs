/**
 * Runs in the page: its frames and its long tasks by the clock, for this many milliseconds.
 * @param {{ ms: number, mark: string }} watch the trace tells the page's process by its mark
 * @returns {Promise<{ intervals: number[], longTasks: number }>} milliseconds from frame to frame
 */
export async function watchFrames({ ms, mark }) {
  performance.mark(mark)
  let longTasks = 0
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length
  })
  observer.observe({ type: 'longtask' })
  const intervals = []
  const begun = performance.now()
  let before = await new Promise(requestAnimationFrame)
  while (performance.now() - begun < ms) {
    const now = await new Promise(requestAnimationFrame)
    intervals.push(now - before)
    before = now
  }
  longTasks += observer.takeRecords().length
  observer.disconnect()
  return { intervals, longTasks }
}
