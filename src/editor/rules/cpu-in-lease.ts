import { factsAbout, gpuName } from './facts'
import { type Finding, findingAt, type Rule } from './rule'

const id = 'cpu-in-lease'

const MUCH = 0.5

/** Keep what is heavy on the CPU outside (ZEROGPU.md, Isolation). */
export const cpuInLease: Rule = {
  id,
  check: (context) =>
    context.gpuFunctions.flatMap((gpu): Finding[] => {
      const { cpuShare = 0, runs } = factsAbout(context, gpu) ?? {}
      if (cpuShare < MUCH) return []
      return [
        findingAt(context, gpu.mark, {
          rule: id,
          severity: 'info',
          message: `${gpuName(gpu)} left the GPU idle for ${Math.round(100 * cpuShare)}% of its time, over ${runs} runs: prepare before it and finish after it, where no lease is held.`,
        }),
      ]
    }),
}
