/** Writes to the log of the run. */
export type GpuLog = (level: 'warn' | 'error', text: string) => void
