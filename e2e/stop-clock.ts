import type { Page } from '@playwright/test'

/**
 * Watches for a click on Stop and for the end of the call in the panel called `name`, by the page's own clock.
 * @returns asks for the milliseconds from one to the other
 */
export async function watchStop(page: Page, name: string): Promise<() => Promise<number>> {
  const took = await page.evaluateHandle((name) => {
    const result = Promise.withResolvers<number>()
    const onClick = ({ target, timeStamp }: Event) => {
      if (!(target instanceof HTMLButtonElement) || target.textContent !== 'Stop') return
      document.removeEventListener('click', onClick, true)
      const panel = document.querySelector(`[aria-label="${name}"]`)
      if (panel === null) return result.reject(new Error(`There is no panel called ${name}.`))
      new MutationObserver((_, observer) => {
        if (panel.getAttribute('data-phase') !== 'failed') return
        observer.disconnect()
        result.resolve(performance.now() - timeStamp)
      }).observe(panel, { attributes: true, attributeFilter: ['data-phase'] })
    }
    document.addEventListener('click', onClick, true)
    // Not the promise itself, which the handle would wait for.
    return { promise: result.promise }
  }, name)
  return () => took.evaluate(({ promise }) => promise)
}
