/**
 * What the frame's policy cannot refuse. It has to allow `data:` workers, since a runner is one, and a runner
 * inherits it: a nested `data:` worker would start (seen in Chromium 156), with a WebGPU that is not emulated.
 * A worker has one realm, so a constructor that is gone is out of reach.
 *
 * `caches` goes too, though the browser refuses it: in an opaque origin even `typeof caches` throws, and libraries ask.
 *
 * WebGL and WebNN are ways onto the GPU that no lease opens and no meter counts: there are none here.
 */
export function closeWalls(scope: typeof globalThis): void {
  for (const name of ['Worker', 'SharedWorker']) Reflect.deleteProperty(scope, name)
  // Chromium has it on a prototype of the scope, Firefox on the scope.
  for (let holder: object | null = scope; holder !== null; holder = Object.getPrototypeOf(holder)) {
    Reflect.deleteProperty(holder, 'caches')
  }
  Reflect.deleteProperty(Object.getPrototypeOf(scope.navigator), 'ml')
  closeWebGl(scope.OffscreenCanvas)
}

/** As a browser does that has no WebGL, or no more of it. */
function closeWebGl(canvas: typeof OffscreenCanvas): void {
  const native: unknown = Reflect.get(canvas.prototype, 'getContext')
  if (typeof native !== 'function') return
  Reflect.set(canvas.prototype, 'getContext', function (this: OffscreenCanvas, ...args: unknown[]): unknown {
    // What the browser makes of the argument is decided here, once: an object could say something else next time.
    const kind = String(args[0])
    return /webgl/i.test(kind) ? null : Reflect.apply(native, this, [kind, ...args.slice(1)])
  })
}
