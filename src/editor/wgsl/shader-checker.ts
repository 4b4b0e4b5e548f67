import { createShaderDevice } from './shader-device'

/** What the shader compiler says of one place, in UTF-16 code units of the WGSL; of no place: an empty stretch at 0. */
export interface ShaderMessage {
  severity: 'error' | 'warning' | 'info'
  start: number
  end: number
  message: string
}

export interface ShaderChecker {
  /**
   * What the browser's compiler says of a module.
   * @returns undefined where there is no WebGPU to ask
   */
  check(code: string): Promise<readonly ShaderMessage[] | undefined>
  /** Idempotent. What is asked after it is answered with undefined. */
  close(): void
}

export interface ShaderCheckerOptions {
  /** Undefined in a browser without WebGPU. */
  gpu: Pick<GPU, 'requestAdapter'> | undefined
  /** Milliseconds without a question after which its device is given back. */
  idle: number
}

/** As many texts as an author has in mind; what was said of them is known without asking again. */
const REMEMBERED = 64
/** A device that is lost while it is asked is replaced; one that is lost again and again is left alone. */
const ATTEMPTS = 2

/**
 * Asks the browser's own compiler, on a device that is there for nothing else: it holds no memory of the GPU but what the
 * compiler itself needs, and only while shaders are written.
 */
export function createShaderChecker({ gpu, idle }: ShaderCheckerOptions): ShaderChecker {
  const holder = createShaderDevice({ gpu, idle })
  const known = new Map<string, readonly ShaderMessage[]>()

  async function ask(code: string): Promise<readonly ShaderMessage[] | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const answer = await holder.use((device) => compile(device, code))
      if (answer === 'none') return undefined
      if (answer !== 'lost') return answer
    }
    return undefined
  }

  return {
    async check(code) {
      const messages = known.get(code) ?? (await ask(code))
      if (messages === undefined) return undefined
      // The last asked is the last to be forgotten.
      known.delete(code)
      known.set(code, messages)
      for (const oldest of known.keys()) {
        if (known.size <= REMEMBERED) break
        known.delete(oldest)
      }
      return messages
    },
    close: () => holder.close(),
  }
}

async function compile(device: GPUDevice, code: string): Promise<readonly ShaderMessage[]> {
  device.pushErrorScope('validation')
  const module = device.createShaderModule({ code })
  const [failure, { messages }] = await Promise.all([device.popErrorScope(), module.getCompilationInfo()])
  const found = messages.map(({ type, offset, length, message }): ShaderMessage => {
    return { severity: type, start: offset, end: offset + length, message }
  })
  if (failure === null || found.some(({ severity }) => severity === 'error')) return found
  // It was refused for what is no fault of one place.
  return [{ severity: 'error', start: 0, end: 0, message: failure.message }, ...found]
}
