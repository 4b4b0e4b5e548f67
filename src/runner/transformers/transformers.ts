/**
 * What a handler gets for `@huggingface/transformers`: the library as it is published. ONNX Runtime is the shim to it,
 * `fetch` is the runner's, and the two things are set right that only its own objects can tell: settings, and progress.
 */
import { env, PreTrainedModel, type ProgressCallback } from '@huggingface/transformers'
import { keepSettings } from './env'
import { warnOnce, watchStaging } from './realm'
import { createTrueProgress, type TrueProgress } from './true-progress'

export * from '@huggingface/transformers'

keepSettings(env, warnOnce)

const fromPretrained = PreTrainedModel.from_pretrained

/** Every model of the library is made here, those of pipelines too. */
PreTrainedModel.from_pretrained = async function (this: unknown, name, options = {}) {
  const { progress_callback: callback } = options
  if (!callback) return Reflect.apply(fromPretrained, this, [name, options])
  const { progress, told } = between(callback)
  const unwatch = watchStaging(progress.staging)
  try {
    return await Reflect.apply(fromPretrained, this, [name, { ...options, progress_callback: told }])
  } finally {
    unwatch()
  }
}

/** Puts true progress before the handler's callback; `told` is what the library is to call. */
function between(callback: ProgressCallback): { progress: TrueProgress; told: ProgressCallback } {
  if (!('files_loading' in callback)) {
    const progress = createTrueProgress(callback)
    return { progress, told: progress.callback }
  }
  // A pipeline sums up its files in an object of its own around the callback, which other parts of it call as well.
  const progress = createTrueProgress(Reflect.get(callback, 'callback'))
  Reflect.set(callback, 'callback', progress.callback)
  return { progress, told: callback }
}
