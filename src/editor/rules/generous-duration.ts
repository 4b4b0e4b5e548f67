import { factsAbout, fittingSeconds, gpuName, secondsText } from './facts'
import { secondsOf, sizeFactor } from './reading/declared'
import { withOption } from './reading/option-edits'
import { type Finding, findingAt, type Rule } from './rule'

const id = 'generous-duration'

/** Shorter calls go first, and are refused less often: quota is compared with what is asked (ZEROGPU.md, Duration). */
export const generousDuration: Rule = {
  id,
  check: (context) =>
    context.gpuFunctions.flatMap((gpu): Finding[] => {
      const facts = factsAbout(context, gpu)
      const seconds = secondsOf(context, gpu)
      if (facts === undefined || seconds === undefined) return []
      const { tierCapSeconds = Number.POSITIVE_INFINITY } = context.facts
      // That is `duration-above-cap`.
      if (seconds * (sizeFactor(context, gpu) ?? 1) > tierCapSeconds) return []
      const fitting = fittingSeconds(facts.p95Seconds)
      if (seconds < 2 * fitting || seconds - fitting < 2) return []
      const edits = withOption(context, gpu, 'duration', String(fitting))
      return [
        findingAt(context, gpu.mark, {
          rule: id,
          severity: 'info',
          message: `${gpuName(gpu)} asks for ${seconds} s, and 95% of ${facts.runs} runs took at most ${secondsText(facts.p95Seconds)}: with ${fitting} s it waits less and is refused less often.`,
          fix: edits && { title: `Ask for ${fitting} s`, edits },
        }),
      ]
    }),
}
