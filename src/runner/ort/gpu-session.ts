import type { InferenceSession } from 'onnxruntime-web/webgpu'
import { SubletError } from '../../protocol/errors'
import { engineMutex } from '../attach/engine-mutex'
import { currentRealm } from '../realm'
import type { Staged } from '../staged'
import { type AttachedSession, createModelAttachment } from './model-attachment'
import { recorded } from './recorded'
import { checkRunOptions } from './run-options'
import { checkFeeds, type SessionParts } from './session-parts'

type Options = InferenceSession.SessionOptions

/**
 * A session on the leased GPU: registered now, made and filled when a lease attaches.
 * @param name what errors call the model
 */
export async function openGpuSession(
  name: string,
  staged: Staged,
  options: Options,
  webgpu: Record<string, unknown>,
): Promise<SessionParts> {
  const realm = currentRealm()
  const use = realm.weights.use(staged)
  const attachment = createModelAttachment(staged, use.weights, options, {
    webgpu,
    record: (kind, task, bytes) => recorded(kind, name, task, bytes),
  })
  try {
    await realm.attachments.add(attachment)
  } catch (error) {
    await use.end()
    throw error
  }
  let released = false

  function attached(): AttachedSession {
    if (released) throw new Error(`cannot run inference. The session of ${name} was released.`)
    const lease = realm.lease()
    lease?.signal.throwIfAborted()
    const found = lease && attachment.attached()
    if (found !== undefined) return found
    throw new SubletError(
      'GpuNotAttached',
      `${name} was run outside a lease, where its weights are not on a GPU.`,
    )
  }

  return {
    async run(feeds, rest) {
      attached()
      checkFeeds(staged, feeds)
      checkRunOptions(rest, staged.outputs)
      return engineMutex.run(async () => {
        // Runs before it may have taken until after the lease.
        const { session, weights, outputs } = attached()
        // The weights first: when an input cannot be taken, ONNX Runtime unregisters the buffers of all of them, and
        // one that it had not come to yet would hide what was wrong.
        const results = await recorded<InferenceSession.ReturnType>('run', name, () =>
          Reflect.apply(session.run, session, [{ ...weights, ...feeds }, ...rest]),
        )
        outputs.adopt(results)
        return results
      })
    },
    async release() {
      if (released) throw new Error(`cannot release session. The session of ${name} was released before.`)
      released = true
      await realm.attachments.remove(attachment)
      await use.end()
    },
    endProfiling() {
      const found = realm.lease() && attachment.attached()
      // Outside a lease there is nothing that could have been profiled since.
      if (found !== undefined) void engineMutex.run(async () => found.session.endProfiling())
    },
  }
}
