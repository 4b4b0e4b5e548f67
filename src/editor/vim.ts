/** Vim's keys for the editor; loaded when somebody wants them. */
import { initVimMode, VimMode } from 'monaco-vim'
import type { View } from './use-monaco'

interface Commands {
  defineEx(name: string, short: string, run: () => void): void
}

/**
 * @param bar shows the mode, and takes what follows a colon
 * @param onSave `:w`
 * @returns takes the keys away again
 */
export function startVim(view: View, bar: HTMLElement, onSave: () => void): () => void {
  // Its types do not tell of it, its README does. The list is one for all editors; one at a time has the keys.
  const commands: Commands = Reflect.get(VimMode, 'Vim')
  commands.defineEx('write', 'w', onSave)
  const mode = initVimMode(view, bar)
  return () => {
    mode.dispose()
    bar.replaceChildren()
  }
}
