/** What the module around Transformers.js needs of the runner; the library is a bundle of its own. */
import { currentRealm } from '../realm'

export { warnOnce } from '../ort/warn-once'
export const watchStaging = (listener: Parameters<ReturnType<typeof currentRealm>['watchStaging']>[0]) =>
  currentRealm().watchStaging(listener)
