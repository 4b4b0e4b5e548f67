import { factsAbout, gpuName } from './facts'
import { sizeFactor } from './reading/declared'
import { propertyOf } from './reading/handlers'
import { withoutOption } from './reading/option-edits'
import { type Finding, findingAt, type Rule } from './rule'

const id = 'xlarge-unneeded'

/** `xlarge` costs 2x, and queues longer (ZEROGPU.md, Sizes). */
export const xlargeUnneeded: Rule = {
  id,
  check: (context) =>
    context.gpuFunctions.flatMap((gpu): Finding[] => {
      const { peakHeldBytes, sliceBytes, runs } = factsAbout(context, gpu) ?? {}
      const size = gpu.options && propertyOf(context, gpu.options, 'size')
      if (size === undefined || gpu.options === undefined || sizeFactor(context, gpu) !== 2) return []
      if (peakHeldBytes === undefined || sliceBytes === undefined || peakHeldBytes > sliceBytes / 2) return []
      return [
        findingAt(context, size, {
          rule: id,
          severity: 'info',
          message: `${gpuName(gpu)} held at most ${megabytes(peakHeldBytes)} in ${runs} runs, and half of the pool has ${megabytes(sliceBytes / 2)}: 'large' costs half and waits less.`,
          fix: { title: "Use 'large'", edits: withoutOption(context, gpu.options, 'size') },
        }),
      ]
    }),
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}
