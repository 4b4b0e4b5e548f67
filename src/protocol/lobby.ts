import * as v from 'valibot'

/**
 * Tabs <-> the elected scheduler, where there is no SharedWorker to open ports at. All of them hear everything on
 * one BroadcastChannel, and agree there on a channel of their own for each connection.
 */
const channel = v.pipe(v.string(), v.minLength(1), v.maxLength(64))

export const lobbySchema = v.variant('type', [
  /** A tab listens on `channel` and wants the scheduler to do the same. */
  v.object({ type: v.literal('knock'), channel }),
  /** A scheduler was elected. Whoever knocked in vain knocks again. */
  v.object({ type: v.literal('opened') }),
  /** The scheduler listens on `channel`. */
  v.object({ type: v.literal('entered'), channel }),
])
export type LobbyMessage = v.InferOutput<typeof lobbySchema>
