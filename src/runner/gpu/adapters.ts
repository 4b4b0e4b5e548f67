import { patiently } from './patience'

const { requestAdapter: native } = GPU.prototype

/** Of this realm, as its browser is: there is a GPU here. */
let known = false

export async function requestAdapter(options?: GPURequestAdapterOptions): Promise<GPUAdapter | null> {
  const adapter = await native.call(navigator.gpu, options)
  known ||= adapter !== null
  return adapter
}

/**
 * An adapter that was there once comes back: libraries ask for one when they start, and give up for good if there is
 * none, as ONNX Runtime does.
 */
export function waitForAdapters(): void {
  GPU.prototype.requestAdapter = (options) =>
    patiently(
      () => requestAdapter(options),
      (adapter) => adapter !== null || !known,
    )
}
