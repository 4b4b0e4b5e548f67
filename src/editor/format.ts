import { settings } from './settings'
import type { View } from './use-monaco'

/** Formats the file in view as an edit, if that is wanted and its language has a formatter; the caret stays. */
export async function formatFile(view: View | undefined): Promise<void> {
  if (!settings.getState().format) return
  const action = view?.getAction('editor.action.formatDocument')
  if (action?.isSupported()) await action.run()
}
