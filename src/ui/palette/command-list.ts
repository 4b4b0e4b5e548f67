import type { DemoCard, Host } from '../../host/types'
import { conversationOf } from '../chat/conversation'
import { isChat } from '../chat/messages'
import { pressRun } from '../demo/press-run'
import type { Session } from '../demo/session'
import { fold } from '../gallery/match-cards'
import { showOwnDialog } from '../own-demos/own-dialog'

export interface Command {
  id: string
  group: string
  title: string
  /** Found by these as well. */
  words: readonly string[]
  /** A shortcut that does the same. */
  keys?: string
  act(): void
}

interface Places {
  go(route: string): void
  shortcuts(): void
  /** It can be undone. @param demo absent: of all demos */
  clearHistory(demo?: DemoCard): void
}

const PAGES = [
  ['/', 'Gallery', ['demos', 'home']],
  ['/models', 'Models', ['library', 'storage', 'weights']],
  ['/pool', 'Pool', ['quota', 'leases', 'settings', 'memory', 'timeline']],
] as const

/** All that can be done from here. @param session of the demo that is open */
export function commandList(host: Host, session: Session | undefined, places: Places): Command[] {
  return [
    ...(session === undefined ? [] : demoCommands(host, session, places)),
    ...[...host.own.state.getState().cards, ...host.cards].map((card) => ({
      id: `demo ${card.id}`,
      group: 'Demos',
      title: `${card.emoji} ${card.title}`,
      words: [card.shortDescription, ...card.tags, ...card.models],
      act: () => places.go(`/d/${card.id}`),
    })),
    ...PAGES.map(([route, title, words]) => ({
      id: `page ${route}`,
      group: 'Pages',
      title,
      words,
      act: () => places.go(route),
    })),
    ...(host.support.ok ? ownCommands(places) : []),
    {
      id: 'shortcuts',
      group: 'More',
      title: 'Keyboard shortcuts',
      words: ['keys', 'help'],
      keys: '?',
      act: places.shortcuts,
    },
    {
      id: 'clear',
      group: 'More',
      title: 'Clear the history of all demos',
      words: ['delete', 'runs'],
      act: () => places.clearHistory(),
    },
  ]
}

function ownCommands({ go }: Places): Command[] {
  const command = (shown: 'new' | 'import', title: string, words: string[]): Command => ({
    id: shown,
    group: 'More',
    title,
    words,
    act() {
      go('/')
      showOwnDialog(shown)
    },
  })
  return [
    command('new', 'New demo…', ['create', 'template', 'copy', 'blank']),
    command('import', 'Import a demo…', ['zip', 'folder', 'upload', 'open']),
  ]
}

function demoCommands(host: Host, session: Session, places: Places): Command[] {
  const { spec, edited } = session.demo.state.getState()
  const { call, editing, panels } = session.state.getState()
  const phase = call?.state.getState().phase
  const busy = phase === 'waiting' || phase === 'working'
  const { card } = session.demo
  const command = (
    id: string,
    title: string,
    act: () => void,
    words: string[] = [],
    keys?: string,
  ): Command => ({
    id,
    group: card.title,
    title,
    words,
    act,
    ...(keys !== undefined && { keys }),
  })
  const run = () => {
    if (spec !== undefined && isChat(spec)) conversationOf(session).send()
    else pressRun(session)
  }
  const commands: Command[] = []
  if (host.support.ok) {
    if (busy) commands.push(command('stop', 'Stop', session.stop, ['cancel', 'end']))
    // Blocks have events of their own, and no one function.
    else if (spec?.blocks === undefined)
      commands.push(command('run', 'Run', run, ['start', 'send'], 'Ctrl ⏎'))
    const title = editing ? 'Close the editor' : 'Edit the handler'
    commands.push(command('edit', title, () => session.showEditor(!editing), ['code', 'source']))
    if (edited) commands.push(command('reset', 'Reset the handler', session.reset))
    commands.push(
      command(
        'api',
        panels.api ? 'Close “Use via API”' : 'Use via API',
        () => session.showPanel('api', !panels.api),
        ['code', 'embed', 'record', 'script'],
      ),
    )
  }
  commands.push(
    command(
      'history',
      panels.history ? 'Fold the history' : 'Show the history',
      () => session.showPanel('history', !panels.history),
      ['runs'],
    ),
    command('clear here', `Clear the history of ${card.title}`, () => places.clearHistory(card), ['delete']),
  )
  return commands
}

/** How well a command answers a search, as cmdk takes it: 0 is not at all. Accents and case do not count. */
export function rank(search: string, title: string, words: readonly string[]): number {
  const sought = fold(search).trim()
  const name = fold(title)
  if (name.startsWith(sought) || name.includes(` ${sought}`)) return 1
  if (name.includes(sought)) return 0.7
  const all = `${name} ${fold(words.join(' '))}`
  return sought.split(/\s+/).every((word) => all.includes(word)) ? 0.3 : 0
}
