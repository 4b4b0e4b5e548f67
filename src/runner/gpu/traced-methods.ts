import type { CallSite } from './call-site'
import type { GpuLog } from './log'
import { hideGivenLabels, type Origins } from './origins'
import { reportShaderMessages } from './shader-messages'

/**
 * What is made rarely and named in errors. Bind groups and encoders are made for every dispatch: to look at the
 * stack for each would cost ONNX Runtime milliseconds a run, and their errors name what they are made of.
 */
const TRACED = [
  'createBuffer',
  'createTexture',
  'createSampler',
  'createQuerySet',
  'createShaderModule',
  'createBindGroupLayout',
  'createPipelineLayout',
  'createComputePipeline',
  'createRenderPipeline',
  'createComputePipelineAsync',
  'createRenderPipelineAsync',
] as const

/** Remembers where objects are made, and tells what the compiler says of shaders. */
export function traceMethods(origins: Origins, callSite: () => CallSite | undefined, log: GpuLog): void {
  for (const method of TRACED) {
    const inner: unknown = Reflect.get(GPUDevice.prototype, method)
    if (typeof inner !== 'function') continue
    Reflect.set(GPUDevice.prototype, method, function (this: GPUDevice, given: unknown): unknown {
      // The browser refuses what is no descriptor; a sampler needs none.
      const described: unknown = given ?? (method === 'createSampler' ? {} : given)
      if (typeof described !== 'object' || described === null) return Reflect.apply(inner, this, [given])
      const descriptor = origins.labelled(method, described)
      const made: unknown = Reflect.apply(inner, this, [descriptor])
      if (made instanceof Promise) return made.then((object) => remember(object, descriptor))
      return remember(made, descriptor)
    })
  }

  function remember(made: unknown, descriptor: object): unknown {
    if (typeof made === 'object' && made !== null) origins.made(made, descriptor)
    if (made instanceof GPUShaderModule) {
      const code: unknown = Reflect.get(descriptor, 'code')
      void reportShaderMessages(made, String(code), callSite(), log)
    }
    return made
  }

  hideGivenLabels(
    [
      GPUBuffer,
      GPUTexture,
      GPUSampler,
      GPUQuerySet,
      GPUShaderModule,
      GPUBindGroupLayout,
      GPUPipelineLayout,
      GPUComputePipeline,
      GPURenderPipeline,
    ].map(({ prototype }) => prototype),
    origins,
  )
}
