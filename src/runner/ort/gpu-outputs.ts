import type { InferenceSession, Tensor } from 'onnxruntime-web/webgpu'
import { engineMutex } from '../attach/engine-mutex'

/**
 * The tensors that one session left on the GPU: key-value caches, above all. ONNX Runtime frees them when they are
 * disposed of, and only then, so that a generation which is stopped halfway would keep its cache for ever: what nobody
 * holds any more is freed here. And it must not be asked to free what went with its session or its device.
 */
export interface GpuOutputs {
  /** Takes the outputs of a run into care. */
  adopt(outputs: InferenceSession.ReturnType): void
  /** Before the session goes: frees what is left. `lost`: the device took it along, and nothing can be asked of it. */
  end(lost: boolean): void
}

interface Left {
  tensor: WeakRef<Tensor>
  free(): void
}

export function createGpuOutputs(): GpuOutputs {
  const left = new Set<Left>()
  const collected = new FinalizationRegistry<Left>((output) => {
    if (left.delete(output)) void engineMutex.run(async () => output.free())
  })

  function adopt(tensor: Tensor): void {
    // ONNX Runtime's own, and not in its declarations.
    const free: unknown = Reflect.get(tensor, 'disposer')
    if (tensor.location !== 'gpu-buffer' || typeof free !== 'function') return
    const output: Left = { tensor: new WeakRef(tensor), free: () => Reflect.apply(free, undefined, []) }
    left.add(output)
    collected.register(tensor, output, output)
    // It must not hold the tensor.
    Reflect.set(tensor, 'disposer', () => {
      collected.unregister(output)
      if (left.delete(output)) output.free()
    })
  }

  return {
    adopt(outputs) {
      for (const tensor of Object.values(outputs)) adopt(tensor)
    },
    end(lost) {
      for (const output of left) {
        left.delete(output)
        collected.unregister(output)
        if (!lost) output.free()
        invalidate(output.tensor.deref())
      }
    },
  }
}

/** Whoever has it still is told that it is gone, by ONNX Runtime's own error. */
function invalidate(tensor: Tensor | undefined): void {
  // One that is being read cannot be disposed of; reading it fails or ends by itself, and then it is on the CPU.
  if (tensor !== undefined && Reflect.get(tensor, 'isDownloading') !== true) tensor.dispose()
}
