/** These run in the page, handed over as text: each stands alone. */

/**
 * From here on every key of the element is timed: from the event to the end of the frame that shows what it changed.
 * `window.keys.taken` has the milliseconds, `window.keys.waiting` the keys that are not painted yet.
 * @param {'lines' | 'input'} shown what tells that a key has had its effect: lines of Monaco that change, or the field's
 *   own event
 */
export function watchKeys(shown) {
  const keys = { taken: [], waiting: [], browser: [] }
  window.keys = keys
  const painted = new MessageChannel()
  painted.port1.onmessage = ({ data: count }) => {
    const now = performance.now()
    keys.taken.push(...keys.waiting.splice(0, count).map((at) => now - at))
  }
  // A message that is sent in a frame arrives when the frame is done.
  const inFrame = () => painted.port2.postMessage(keys.waiting.length)
  const onKey = ({ key, timeStamp }) => {
    // The others change no text.
    if (key.length === 1 || key === 'Enter') keys.waiting.push(timeStamp)
  }
  document.addEventListener('keydown', onKey, true)
  if (shown === 'input') document.addEventListener('input', () => requestAnimationFrame(inFrame), true)
  else {
    // Monaco draws in an animation frame; an observer is called at the end of it, before the browser paints.
    new MutationObserver(inFrame).observe(document.querySelector('.view-lines'), {
      childList: true,
      characterData: true,
      subtree: true,
    })
  }
  // A second opinion, in steps of 8 ms.
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') keys.browser.push(duration)
  }).observe({ type: 'event', durationThreshold: 16 })
}

/** `window.opened` becomes the milliseconds from the next click to the frame in which Monaco shows a handler. */
export function watchOpening() {
  window.opened = new Promise((resolve) => {
    const begin = ({ timeStamp }) => {
      const look = () => {
        const code = document.querySelector('.view-lines')?.textContent ?? ''
        if (!code.includes('import')) return requestAnimationFrame(look)
        const painted = new MessageChannel()
        painted.port1.onmessage = () => resolve(performance.now() - timeStamp)
        painted.port2.postMessage(undefined)
      }
      requestAnimationFrame(look)
    }
    document.addEventListener('click', begin, { capture: true, once: true })
  })
}
