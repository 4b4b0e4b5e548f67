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

/** Takes in one tab. */
export type Connect = (endpoint: MessageEndpoint) => void

/**
 * A worker whose last tab is gone gives its lock back sooner than that, and a browser that was killed has its locks again,
 * also on a busy machine: only another site's worker keeps this one waiting longer.
 */
const OTHER_SITE_MS = 2_000

/**
 * Takes in the tabs of a worker, once it is elected: those at the ports of a SharedWorker, and those that knock.
 *
 * Several sites of one origin (exported demos, for one) have each a SharedWorker of their own, by its URL, and one election.
 * Tabs of those that are not elected are led to the one that is, so that all of them share one pool.
 *
 * @param name of the worker
 */
export function takeTabs(name: string, elected: Promise<Connect>, failed: (error: unknown) => void): void {
  elected.then((connect) => openLobby(name, connect)).catch(failed)
  if (!('SharedWorkerGlobalScope' in globalThis)) return
  const elsewhere = new Promise<Connect>((resolve) => {
    setTimeout(() => resolve((tab) => lead(tab, joinLobby(name))), OTHER_SITE_MS)
  })
  // Registered before anything is awaited; a port keeps its messages until it is listened to.
  addEventListener('connect', (event) => {
    const port = event instanceof MessageEvent ? event.ports[0] : undefined
    if (port) Promise.race([elected, elsewhere]).then((connect) => connect(port), failed)
  })
}

function lead(tab: MessageEndpoint, worker: MessageEndpoint): void {
  tab.addEventListener('message', ({ data }) => worker.postMessage(data, []))
  worker.addEventListener('message', ({ data }) => tab.postMessage(data, []))
  tab.start?.()
}
