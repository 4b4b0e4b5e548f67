/**
 * What the frame's policy cannot refuse. It has to allow `data:` workers, since a runner is one, and a runner
 * inherits it: a nested `data:` worker would start (seen in Chromium 156), with a WebGPU that is not emulated.
 * A worker has one realm, so a constructor that is gone is out of reach.
 */
export function closeWalls(scope: typeof globalThis): void {
  for (const name of ['Worker', 'SharedWorker']) Reflect.deleteProperty(scope, name)
}
