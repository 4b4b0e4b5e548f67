import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Textbox } from 'sublet'

interface Given {
  /** Of a model with one input of [3, 32] and one output. */
  url: string
  bytes: Uint8Array<ArrayBuffer>
  external: { bytes: Uint8Array<ArrayBuffer>; path: string; data: Uint8Array<ArrayBuffer> }
}

type Options = ort.InferenceSession.SessionOptions

const inLease = GPU({ duration: 60 }, async (task: () => Promise<unknown>) => task())

async function run(session: ort.InferenceSession): Promise<number[]> {
  const x = new ort.Tensor(
    Float32Array.from({ length: 96 }, (_, at) => Math.sin(at)),
    [3, 32],
  )
  const outputs = await session.run({ x })
  await session.release()
  return Array.from(outputs[session.outputNames[0] ?? '']?.data as Float32Array)
}

async function outcome(task: () => Promise<unknown>): Promise<unknown> {
  try {
    return await task()
  } catch (error) {
    const { code, figures, name, message } = error as Error & { code?: string; figures?: unknown }
    return { code: code ?? name, figures, message }
  }
}

/** Each of them made outside the lease, and run in one. */
async function runAll(sessions: Record<string, ort.InferenceSession>): Promise<Record<string, number[]>> {
  const outputs: Record<string, number[]> = {}
  await inLease(async () => {
    for (const [form, session] of Object.entries(sessions)) outputs[form] = await run(session)
  })
  return outputs
}

const CASES: Record<string, (given: Given) => Promise<unknown>> = {
  async forms({ url, bytes }) {
    const padded = new Uint8Array(bytes.length + 16)
    padded.set(bytes, 8)
    const tail = padded.slice(0, bytes.length + 8)
    const ticket = await (await fetch(url)).arrayBuffer()
    const { create } = ort.InferenceSession
    return runAll({
      url: await create(url),
      bytes: await create(bytes),
      view: await create(padded.subarray(8, 8 + bytes.length)),
      buffer: await create(bytes.slice().buffer),
      part: await create(padded.buffer, 8, bytes.length, {}),
      rest: await create(tail.buffer, 8),
      blob: await create(URL.createObjectURL(new Blob([bytes]))),
      ticket: await create(new Uint8Array(ticket)),
      ticketBuffer: await create(ticket),
    })
  },
  /** What a library sees that fetches the file itself. */
  async tickets({ url }) {
    const whole = await fetch(url)
    const part = await fetch(`${url}?download=true`, { headers: { Range: 'bytes=0-0' } })
    return {
      status: whole.status,
      told: Number(whole.headers.get('content-length')),
      length: (await whole.arrayBuffer()).byteLength,
      part: [
        part.status,
        part.headers.get('content-range')?.split('/')[0],
        (await part.arrayBuffer()).byteLength,
      ],
      other: await outcome(() => fetch(url.replace('.onnx', '.json'))),
      data: await (await fetch('data:text/plain,model.onnx')).text(),
    }
  },
  async external({ external: { bytes, path, data } }) {
    const make = (externalData: Options['externalData']) =>
      ort.InferenceSession.create(bytes, { externalData } as Options)
    const url = URL.createObjectURL(new Blob([data]))
    return runAll({
      bytes: await make([{ path, data }]),
      blob: await make([{ path: `./${path}`, data: new Blob([data]) }]),
      buffer: await make([{ path, data: data.slice().buffer }]),
      blobUrl: await make([{ path, data: url }]),
      cpu: await ort.InferenceSession.create(bytes, {
        externalData: [{ path, data }],
        executionProviders: ['wasm'],
      }),
    })
  },
  externalByUrl: ({ external: { bytes, path } }) =>
    outcome(() =>
      ort.InferenceSession.create(bytes, { externalData: [{ path, data: 'https://a.example/weights' }] }),
    ),
  externalByName: ({ external: { bytes, path } }) =>
    outcome(() => ort.InferenceSession.create(bytes, { externalData: [path] })),
  externalNotGiven: ({ external: { bytes } }) => outcome(() => ort.InferenceSession.create(bytes)),
  noModel: () => outcome(() => ort.InferenceSession.create(new Uint8Array(100))),
  /** Inside a lease it is attached at once. */
  inLease: ({ bytes }) =>
    inLease(async () => run(await ort.InferenceSession.create(bytes))) as Promise<unknown>,
}

export default Interface({
  title: 'ort-models',
  inputs: [Textbox(), JSON()],
  outputs: [JSON()],
  fn: async (name, given) => CASES[name]?.(given as Given),
})
