import { SubletError } from '../../protocol/errors'
import { atSite, type CallSite } from './call-site'

export interface Gate {
  /** @throws SubletError `GpuNotAttached`, naming the line of the handler where that is known */
  device(doing: string): GPUDevice
  /**
   * Lets a call through under a lease, if it is for that lease's device. One on a device that was lost goes through
   * too, as without us: it does nothing, and ONNX Runtime, which does not expect a device to throw, is not broken by
   * a loss in the middle of its work.
   *
   * @param owner a device or its queue, where one can tell
   * @throws SubletError `GpuNotAttached`
   */
  pass(doing: string, owner: object | undefined): void
}

export function createGate(leased: () => GPUDevice | undefined, callSite: () => CallSite | undefined): Gate {
  const lost = new WeakSet<object>()
  let latest: GPUDevice | undefined

  function watch(device: GPUDevice): void {
    if (device === latest) return
    latest = device
    void device.lost.then(({ reason }) => {
      // Our own doing: its time is over, and that is an error to be told.
      if (reason === 'destroyed') return
      lost.add(device)
      lost.add(device.queue)
    })
  }

  function device(doing: string): GPUDevice {
    const usable = leased()
    if (usable === undefined) throw notAttached(doing, callSite())
    watch(usable)
    return usable
  }

  return {
    device,
    pass(doing, owner) {
      const isLost = lost.has(owner ?? latest ?? lost)
      if (isLost && (owner !== undefined || leased() === undefined)) return
      const usable = device(doing)
      if (owner !== undefined && owner !== usable && owner !== usable.queue) {
        throw outdated(doing, callSite())
      }
    },
  }
}

function notAttached(doing: string, site: CallSite | undefined): SubletError {
  const message = `${doing} needs the GPU, and no lease is held here${atSite(site)}.`
  if (site === undefined) return new SubletError('GpuNotAttached', message)
  const wayOut = `Move the line ${site.at} into a function that is wrapped in GPU(...), and call that from the Interface's fn.`
  return new SubletError('GpuNotAttached', message, { wayOut, figures: { line: site.at } })
}

function outdated(doing: string, site: CallSite | undefined): SubletError {
  const message = `${doing} was called on a device of an earlier lease${atSite(site)}; that device is gone.`
  return new SubletError('GpuNotAttached', message, {
    wayOut:
      'Ask for the device inside the GPU function: await adapter.requestDevice() gives the one that is leased. Make again what was made on the other.',
    ...(site !== undefined && { figures: { line: site.at } }),
  })
}

/**
 * Puts the gate before the methods of a prototype, so that what is kept from an earlier lease does not go on
 * without one. A method that gives a promise rejects, as its caller expects of it.
 *
 * @param ownerOf the device of an object, or its queue, where one can tell
 */
export function gateMethods<T extends object>(
  prototype: T,
  methods: readonly string[],
  gate: Gate,
  ownerOf: (self: T) => object | undefined = () => undefined,
): void {
  for (const method of methods) {
    const native: unknown = Reflect.get(prototype, method)
    // Not in every browser yet.
    if (typeof native !== 'function') continue
    const gated = function (this: T, ...args: unknown[]): unknown {
      gate.pass(`${prototype.constructor.name}.${method}()`, ownerOf(this))
      return Reflect.apply(native, this, args)
    }
    const rejecting = async function (this: T, ...args: unknown[]): Promise<unknown> {
      return Reflect.apply(gated, this, args)
    }
    Reflect.set(prototype, method, method.endsWith('Async') ? rejecting : gated)
  }
}

/** The methods that a prototype has itself, with those that come to WebGPU later. */
export function methodsOf(prototype: object, but: readonly string[]): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(
      ([name, { value }]) => typeof value === 'function' && name !== 'constructor' && !but.includes(name),
    )
    .map(([name]) => name)
}
