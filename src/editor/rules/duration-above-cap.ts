import { factsAbout, fittingSeconds, gpuName } from './facts'
import { secondsOf, sizeFactor } from './reading/declared'
import { withOption } from './reading/option-edits'
import { type Finding, findingAt, type Rule } from './rule'

const id = 'duration-above-cap'

/** An illegal duration fails at once, whatever quota is left (ZEROGPU.md, Duration). */
export const durationAboveCap: Rule = {
  id,
  check: (context) =>
    context.gpuFunctions.flatMap((gpu): Finding[] => {
      const { tierCapSeconds } = context.facts
      const seconds = secondsOf(context, gpu)
      const factor = sizeFactor(context, gpu)
      if (tierCapSeconds === undefined || seconds === undefined || factor === undefined) return []
      if (seconds * factor <= tierCapSeconds) return []
      const most = Math.floor(tierCapSeconds / factor)
      const facts = factsAbout(context, gpu)
      const offered = Math.min(most, facts === undefined ? most : fittingSeconds(facts.p95Seconds))
      const edits = offered > 0 ? withOption(context, gpu, 'duration', String(offered)) : undefined
      const asked = factor === 1 ? `${seconds} s` : `${seconds} s × 2 for 'xlarge'`
      return [
        findingAt(context, gpu.mark, {
          rule: id,
          severity: 'error',
          message: `${gpuName(gpu)} asks for ${asked}, and ${tierCapSeconds} s are the most for one call of your tier: every call is refused.`,
          fix: edits && { title: `Ask for ${offered} s`, edits },
        }),
      ]
    }),
}
