import { type LobbyMessage, lobbySchema } from '../protocol/lobby'
import { type MessageEndpoint, openPort, type Port } from '../protocol/port'

// A transport of BroadcastChannels, for browsers without SharedWorker. A channel keeps nothing for a listener that
// comes later, hence the knocking. Neither end knows what is said over it.

/** A tab's endpoint at the scheduler of this name. What is posted before the scheduler listens is held back. */
export function joinLobby(name: string): MessageEndpoint {
  const id = crypto.randomUUID()
  const channel = new BroadcastChannel(id)
  let early: unknown[] | undefined = []
  const lobby = openPort<LobbyMessage, LobbyMessage>(new BroadcastChannel(name), lobbySchema, {
    message(message) {
      if (message.type === 'opened') lobby.post({ type: 'knock', channel: id })
      else if (message.type === 'entered' && message.channel === id) enter()
    },
    // Another version's words, and meant for others.
    malformed() {},
  })
  lobby.post({ type: 'knock', channel: id })

  function enter(): void {
    lobby.close()
    for (const message of early ?? []) channel.postMessage(message)
    early = undefined
  }

  return {
    postMessage(message) {
      if (early) early.push(message)
      else channel.postMessage(message)
    },
    addEventListener: (type, listener) => channel.addEventListener(type, listener),
    removeEventListener: (type, listener) => channel.removeEventListener(type, listener),
    close() {
      lobby.close()
      channel.close()
    },
  }
}

/** The scheduler's end: hands an endpoint to `connect` for each tab that knocks, until it is closed. */
export function openLobby(
  name: string,
  connect: (endpoint: MessageEndpoint) => void,
): Pick<Port<LobbyMessage>, 'close'> {
  const entered = new Set<string>()
  const lobby = openPort<LobbyMessage, LobbyMessage>(new BroadcastChannel(name), lobbySchema, {
    message(message) {
      // Heard twice from a tab that knocked as the lobby opened.
      if (message.type !== 'knock' || entered.has(message.channel)) return
      entered.add(message.channel)
      connect(new BroadcastChannel(message.channel))
      lobby.post({ type: 'entered', channel: message.channel })
    },
    malformed() {},
  })
  lobby.post({ type: 'opened' })
  return lobby
}
