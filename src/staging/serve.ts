import { SubletError, toWire } from '../protocol/errors'
import { type MessageEndpoint, openPort, type Port } from '../protocol/port'
import { type FromStaging, STAGING_PROTOCOL, type ToStaging, toStagingSchema } from '../protocol/staging'
import type { Staging } from './create-staging'
import { createNotifier, type Notifier } from './notifier'
import type { OnProgress } from './tally'
import { createThrottle } from './throttle'

const PROGRESS_INTERVAL_MS = 50
const LIBRARY_INTERVAL_MS = 250

type Request = Extract<ToStaging, { id: string }>

export interface ServeOptions {
  endpoint: MessageEndpoint
  /** The Web Lock that this worker holds: tabs wait for it, and so learn of its death. */
  lock: string
  /** Milliseconds of a clock that does not jump. */
  now: () => number
}

/** Answers one tab. A tab that goes away is not noticed: what is posted to its port is lost, and that is fine. */
export function serve(staging: Staging, { endpoint, lock, now }: ServeOptions): Port<FromStaging> {
  let welcome = false
  let watching: Notifier | undefined

  async function answer(message: Request): Promise<void> {
    const { id } = message
    const progress: OnProgress = createThrottle(PROGRESS_INTERVAL_MS, now, (loaded, total, files) => {
      port.post({ type: 'progress', id, loaded, total, files: [...files] })
    })
    switch (message.type) {
      case 'ensure': {
        const model = await staging.ensure(message.source, progress)
        // Made for this caller: it moves.
        return port.post({ type: 'staged', id, model }, [model.skeleton.buffer])
      }
      case 'add':
        return port.post({ type: 'added', id, sources: await staging.add(message.files, progress) })
      case 'pack': {
        const model = await staging.pack(message)
        return port.post({ type: 'staged', id, model }, [model.skeleton.buffer])
      }
      case 'verify':
        return port.post({ type: 'verified', id, verification: await staging.verify(message.source) })
      case 'file': {
        const { source, head } = message
        return port.post({ type: 'file', id, file: await staging.file(source, head, progress) })
      }
      case 'list':
        return port.post({ type: 'listed', id, library: await staging.library() })
      case 'describe':
        return port.post({ type: 'described', id, detail: await staging.describe(message.source) })
      case 'pause':
        await staging.pause(message.source)
        return port.post({ type: 'done', id })
      case 'remove':
        await staging.remove(message.source)
        return port.post({ type: 'done', id })
      case 'pin':
        await staging.pin(message.source, message.pinned)
        return port.post({ type: 'done', id })
      case 'setHub':
        await staging.setHub({ base: message.hub.base, token: message.hub.token })
        return port.post({ type: 'done', id })
    }
  }

  function watch(): void {
    const told = async (): Promise<void> => port.post({ type: 'library', library: await staging.library() })
    // Whoever can be asked nothing because the storage is gone is told so by the next request.
    watching ??= createNotifier(LIBRARY_INTERVAL_MS, () => void told().catch(() => undefined))
    staging.onChange(watching.changed)
    watching.changed()
  }

  function receive(message: Exclude<ToStaging, { type: 'hello' }>): void {
    if (message.type === 'watch') {
      if (welcome && watching === undefined) watch()
      return
    }
    const answered = welcome ? answer(message) : Promise.reject(mismatch(undefined))
    answered.catch((cause: unknown) => {
      port.post({ type: 'failed', id: message.id, error: toWire(cause, 'StorageFull') })
    })
  }

  const port = openPort<ToStaging, FromStaging>(endpoint, toStagingSchema, {
    message(message) {
      if (message.type !== 'hello') {
        receive(message)
      } else if (message.protocol === STAGING_PROTOCOL) {
        welcome = true
        port.post({ type: 'welcome', protocol: STAGING_PROTOCOL, lock })
      } else {
        welcome = false
        port.post({ type: 'unwelcome', error: toWire(mismatch(message.protocol)) })
      }
    },
    // It has no id that could be trusted, so there is nobody to answer to.
    malformed: () => undefined,
  })
  return port
}

function mismatch(spoken: number | undefined): SubletError {
  const found = spoken === undefined ? 'has not said hello' : `speaks protocol ${spoken}`
  return new SubletError('ProtocolMismatch', `This tab ${found}; staging speaks ${STAGING_PROTOCOL}.`, {
    figures: { stagingProtocol: STAGING_PROTOCOL, ...(spoken === undefined ? {} : { tabProtocol: spoken }) },
  })
}
