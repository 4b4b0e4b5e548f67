/** What a page that uses `spawnBareWorker` needs in its site: among the `scripts` of the benchmark. */
export const bareWorker = {
  'bench/bare.js': { input: 'bench/bare/bare.ts', format: 'es', external: ['onnxruntime-web/webgpu'] },
}
