import { GPU } from 'sublet'
import { type Cells, HEIGHT, type Rule, WIDTH } from './life'

const shader = /* wgsl */ `
struct Rule { born: u32, survives: u32 }

@group(0) @binding(0) var<storage, read> before: array<u32>;
@group(0) @binding(1) var<storage, read_write> after: array<u32>;
@group(0) @binding(2) var<uniform> rule: Rule;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let size = vec2u(${WIDTH}, ${HEIGHT});
  var neighbours = 0u;
  for (var step = 0u; step < 9u; step++) {
    if (step == 4u) { continue; }
    let at = (id.xy + size + vec2u(step % 3u, step / 3u) - 1u) % size;
    neighbours += min(before[at.y * size.x + at.x], 1u);
  }
  let place = id.y * size.x + id.x;
  let age = before[place];
  let bits = select(rule.born, rule.survives, age > 0u);
  after[place] = select(0u, min(age + 1u, 255u), (bits & (1u << neighbours)) != 0u);
}`

/** Many generations in one go. */
export const leap = GPU(
  { duration: 5 },
  async function leap(cells: Cells, rule: Rule, generations: number): Promise<Cells> {
    const adapter = await navigator.gpu.requestAdapter()
    if (!adapter) throw new Error('There is no adapter.')
    const device = await adapter.requestDevice()

    const module = device.createShaderModule({ code: shader })
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } })
    const size = cells.length * 4
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
    const worlds = [device.createBuffer({ size, usage }), device.createBuffer({ size, usage })]
    const rules = device.createBuffer({ size: 8, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
    const readback = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
    device.queue.writeBuffer(worlds[0], 0, Uint32Array.from(cells))
    device.queue.writeBuffer(rules, 0, new Uint32Array([rule.born, rule.survives]))
    // There and back: what one generation writes is what the one after it reads.
    const groups = [0, 1].map((from) => {
      const entries = [worlds[from], worlds[1 - from], rules].map((buffer, binding) => ({
        binding,
        resource: { buffer },
      }))
      return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
    })

    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    for (let generation = 0; generation < generations; generation++) {
      pass.setBindGroup(0, groups[generation % 2])
      pass.dispatchWorkgroups(WIDTH / 8, HEIGHT / 8)
    }
    pass.end()
    encoder.copyBufferToBuffer(worlds[generations % 2], 0, readback, 0, size)
    device.queue.submit([encoder.finish()])

    await readback.mapAsync(GPUMapMode.READ)
    const last = Uint8Array.from(new Uint32Array(readback.getMappedRange()))
    for (const buffer of [...worlds, rules, readback]) buffer.destroy()
    return last
  },
)
