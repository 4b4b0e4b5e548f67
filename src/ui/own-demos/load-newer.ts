import { renewPage } from '../demo/renewals'
import type { Session } from '../demo/session'

/** Its page is opened anew, with the demo as it is kept now and the inputs that were typed. What runs of it ends. */
export function loadNewer({ demo, state }: Session, open: (id: string) => Session | undefined): void {
  const { id } = demo.card
  const { drafts, editing } = state.getState()
  demo.close()
  const session = open(id)
  session?.refill(drafts, undefined)
  session?.showEditor(editing)
  renewPage(id)
}

/** Whether nothing would be lost by that but what was typed, which stays. */
export function isUntouched({ state }: Session): boolean {
  const { call, past, edited, editing } = state.getState()
  return call === undefined && past === undefined && edited === undefined && !editing
}
