import { atSite, type CallSite } from './call-site'
import type { GpuLog } from './log'

const LEVELS = { error: 'error', warning: 'warn', info: undefined } as const

/** What the browser's compiler says of a shader goes to the log: where in the WGSL, and where the module was made. */
export async function reportShaderMessages(
  module: GPUShaderModule,
  code: string,
  site: CallSite | undefined,
  log: GpuLog,
): Promise<void> {
  const lines = code.split('\n')
  try {
    const { messages } = await module.getCompilationInfo()
    for (const { type, lineNum, linePos, message } of messages) {
      const level = LEVELS[type]
      if (level === undefined) continue
      const name = module.label === '' ? 'WGSL' : `WGSL of '${module.label}'`
      // 0 when the compiler names no place.
      const place = lineNum === 0 ? '' : `, ${lineNum}:${linePos}`
      const line = lines[lineNum - 1]?.trim().slice(0, 200)
      const text = `${name}${place}: ${type}: ${message}${line === undefined ? '' : `\n  ${line}`}`
      log(level, `${text}\n  createShaderModule()${atSite(site)}`)
    }
  } catch (error) {
    // The device is lost, and the compiler's words with it: the loss is told by itself.
    log('warn', `The compiler's messages could not be read: ${String(error)}`)
  }
}
