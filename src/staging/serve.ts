import { SubletError, toWire } from '../protocol/errors'
import { type MessageEndpoint, openPort, type Port } from '../protocol/port'
import { type FromStaging, STAGING_PROTOCOL, type ToStaging, toStagingSchema } from '../protocol/staging'
import type { Staging } from './create-staging'
import { createThrottle } from './throttle'

const PROGRESS_INTERVAL_MS = 50

/** Answers one tab. A tab that goes away is not noticed: what is posted to its port is lost, and that is fine. */
export function serve(staging: Staging, endpoint: MessageEndpoint, now: () => number): Port<FromStaging> {
  let welcome = false

  async function answer(message: Exclude<ToStaging, { type: 'hello' }>): Promise<void> {
    const { id } = message
    try {
      if (!welcome) throw mismatch(undefined)
      switch (message.type) {
        case 'ensure': {
          const progress = createThrottle(
            PROGRESS_INTERVAL_MS,
            now,
            (loaded: number, total: number | null) => {
              port.post({ type: 'progress', id, loaded, total })
            },
          )
          const model = await staging.ensure(message.source, progress)
          // Made for this caller: it moves.
          port.post({ type: 'staged', id, model }, [model.skeleton.buffer])
          break
        }
        case 'list':
          port.post({ type: 'listed', id, models: await staging.list() })
          break
        case 'remove':
          await staging.remove(message.source)
          port.post({ type: 'removed', id })
          break
      }
    } catch (cause) {
      port.post({ type: 'failed', id, error: toWire(cause, 'StorageFull') })
    }
  }

  const port = openPort<ToStaging, FromStaging>(endpoint, toStagingSchema, {
    message(message) {
      if (message.type !== 'hello') {
        void answer(message)
      } else if (message.protocol === STAGING_PROTOCOL) {
        welcome = true
        port.post({ type: 'welcome', protocol: STAGING_PROTOCOL })
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
