import { createStore } from 'zustand/vanilla'
import type { PickedFile } from '../models/dropped-files'

export interface OwnDialog {
  shown: 'new' | 'import' | undefined
  /** What is imported as the dialog opens; undefined: the visitor chooses in it. */
  picked: Promise<readonly PickedFile[]> | undefined
}

/** Which dialog about own demos is open, over the gallery. */
export const ownDialog = createStore<OwnDialog>(() => ({ shown: undefined, picked: undefined }))

export function showOwnDialog(
  shown: OwnDialog['shown'],
  picked?: Promise<readonly PickedFile[]> | undefined,
): void {
  ownDialog.setState({ shown, picked })
}
