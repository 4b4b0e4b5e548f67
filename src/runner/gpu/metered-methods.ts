import type { ObjectMeter } from './meter'
import { natives } from './natives'
import { textureBytes } from './texture-bytes'

/** A query is a 64-bit number (https://gpuweb.github.io/gpuweb/#querysets). */
const QUERY_BYTES = 8

/**
 * What holds GPU memory is counted when a handler, or a library of it, makes it, and freed when it destroys it.
 * @param isLive on a device that is lost nothing is held
 */
export function meterMethods(meter: ObjectMeter, isLive: (device: GPUDevice) => boolean): void {
  const { createTexture, createQuerySet } = GPUDevice.prototype
  const { destroy: destroyTexture } = GPUTexture.prototype
  const { destroy: destroyQuerySet } = GPUQuerySet.prototype

  GPUDevice.prototype.createBuffer = function (descriptor) {
    return isLive(this) ? meter.createBuffer(this, descriptor) : natives.createBuffer(this, descriptor)
  }
  GPUDevice.prototype.createTexture = function (descriptor) {
    if (!isLive(this)) return createTexture.call(this, descriptor)
    return meter.take(
      { kind: 'texture', label: descriptor.label, bytes: askedBytes(descriptor) },
      () => createTexture.call(this, descriptor),
      textureBytes,
      (texture) => destroyTexture.call(texture),
    )
  }
  GPUDevice.prototype.createQuerySet = function (descriptor) {
    if (!isLive(this)) return createQuerySet.call(this, descriptor)
    return meter.take(
      { kind: 'query set', label: descriptor.label, bytes: Number(descriptor.count) * QUERY_BYTES },
      () => createQuerySet.call(this, descriptor),
      ({ count }) => count * QUERY_BYTES,
      (set) => destroyQuerySet.call(set),
    )
  }
  GPUBuffer.prototype.destroy = function () {
    meter.destroyBuffer(this)
    return undefined
  }
  for (const prototype of [GPUTexture.prototype, GPUQuerySet.prototype]) {
    const { destroy } = prototype
    prototype.destroy = function (this: GPUTexture & GPUQuerySet) {
      meter.free(this)
      return destroy.call(this)
    }
  }
  // One device serves all libraries of a handler and outlives the lease: one of them cannot end it for the others.
  GPUDevice.prototype.destroy = () => undefined
  meterCanvases(meter)
}

function askedBytes(descriptor: GPUTextureDescriptor): number {
  const { size, format, mipLevelCount = 1, sampleCount = 1, dimension = '2d' } = descriptor
  const [width = 1, height = 1, depthOrArrayLayers = 1] =
    Symbol.iterator in size ? [...size] : [size.width, size.height, size.depthOrArrayLayers]
  return textureBytes({
    width,
    height,
    depthOrArrayLayers,
    mipLevelCount,
    sampleCount,
    dimension,
    format,
  })
}

/** One is drawn while the other is shown. */
const CANVAS_TEXTURES = 2

/** A canvas has its textures from the browser, as many pixels as it has when one is asked for. */
function meterCanvases(meter: ObjectMeter): void {
  const { configure, unconfigure, getConfiguration, getCurrentTexture } = GPUCanvasContext.prototype

  function count(context: GPUCanvasContext, format: GPUTextureFormat): void {
    const { width, height } = context.canvas
    const one = { width, height, depthOrArrayLayers: 1, mipLevelCount: 1, sampleCount: 1 }
    const bytes = CANVAS_TEXTURES * textureBytes({ ...one, dimension: '2d', format })
    meter.free(context)
    try {
      meter.take(
        { kind: 'canvas', label: `${width} x ${height}`, bytes },
        () => context,
        () => bytes,
      )
    } catch (error) {
      // What is not counted is not kept either.
      unconfigure.call(context)
      throw error
    }
  }

  GPUCanvasContext.prototype.configure = function (configuration) {
    configure.call(this, configuration)
    count(this, configuration.format)
    return undefined
  }
  GPUCanvasContext.prototype.unconfigure = function () {
    meter.free(this)
    return unconfigure.call(this)
  }
  GPUCanvasContext.prototype.getCurrentTexture = function () {
    // It may have been resized since. Without a configuration the browser refuses.
    const format = getConfiguration.call(this)?.format
    if (format !== undefined) count(this, format)
    return getCurrentTexture.call(this)
  }
}
