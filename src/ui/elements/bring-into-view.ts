/** Pixels of it that are enough to see that something happens there. */
const ENOUGH = 120

/**
 * Scrolls to what begins below the window's edge, as a result does on a phone; what is in sight stays where it is.
 * @param block of `Element.scrollIntoView`
 */
export function bringIntoView(element: Element, block: 'start' | 'nearest'): void {
  if (element.getBoundingClientRect().top < innerHeight - ENOUGH) return
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  element.scrollIntoView({ block, behavior: still ? 'instant' : 'smooth' })
}
