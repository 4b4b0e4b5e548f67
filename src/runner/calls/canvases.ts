import { SubletError } from '../../protocol/errors'
import type { ComponentSpec } from '../../protocol/interface'

/**
 * The canvases of one call, by the component that the handler declared.
 * @param views the outputs as the author wrote them, to be known again
 * @param given the page's own, in the order of the outputs
 */
export function createCanvases(
  views: readonly unknown[],
  specs: readonly ComponentSpec[],
  given: readonly (OffscreenCanvas | null)[],
): (view: unknown) => OffscreenCanvas {
  const unseen = new Map<number, OffscreenCanvas>()
  return (view) => {
    const index = views.indexOf(view)
    const spec = specs[index]
    if (spec?.kind !== 'canvas') {
      throw new SubletError('HandlerFailed', 'canvasFor() was given what is no Canvas among the outputs.', {
        wayOut: 'Keep the component: const view = Canvas(), outputs: [view], and then canvasFor(view).',
      })
    }
    // Nobody looks at this call, such as one of a program: what it draws has to go somewhere.
    const canvas = given[index] ?? unseen.get(index) ?? new OffscreenCanvas(spec.width, spec.height)
    unseen.set(index, canvas)
    return canvas
  }
}

export function noCanvasHere(): SubletError {
  return new SubletError(
    'HandlerFailed',
    'canvasFor() was called when no call ran: each call has its own canvas.',
    {
      wayOut: "Call it in the Interface's fn, or in what fn calls.",
    },
  )
}
