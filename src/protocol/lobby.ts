import * as v from 'valibot'
import { type MessageEndpoint, openPort, type Port } from './port'

/**
 * Tabs <-> the elected worker of a kind, where there is no SharedWorker to open ports at. All of them hear everything on
 * one BroadcastChannel, and agree there on a channel of their own for each connection.
 */
const channel = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

const lobbySchema = v.variant('type', [
  /** A tab listens on `channel` and wants the worker to do the same. */
  v.object({ type: v.literal('knock'), channel }),
  /** A worker was elected. Whoever knocked in vain knocks again. */
  v.object({ type: v.literal('opened') }),
  /** The worker listens on `channel`. */
  v.object({ type: v.literal('entered'), channel }),
])
type LobbyMessage = v.InferOutput<typeof lobbySchema>

// A transport of BroadcastChannels, for browsers without SharedWorker. A channel keeps nothing for a listener that
// comes later, hence the knocking. Neither end knows what is said over it.

/** A tab's endpoint at the elected worker of this name. What is posted before that listens is held back. */
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

/** The worker's end: hands an endpoint to `connect` for each tab that knocks, until it is closed. */
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
