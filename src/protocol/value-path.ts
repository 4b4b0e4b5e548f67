/** A step into a value: an index, a property, the value of a Map by its key, or an element of a Set. */
export type Step = number | string | { key: unknown } | { element: number }

const LONGEST = 300

/** The path as an author would write it: `outputs[1].onDone`, `outputs[0]["two words"]`, `outputs.get("a")`. */
export function pathText(root: string, steps: readonly Step[]): string {
  const text = root + steps.map(stepText).join('')
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

function stepText(step: Step): string {
  if (typeof step === 'number') return `[${step}]`
  if (typeof step === 'string')
    return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
  if ('element' in step) return `.values()[${step.element}]`
  return `.get(${keyText(step.key)})`
}

function keyText(key: unknown): string {
  if (typeof key === 'string') return JSON.stringify(key)
  return typeof key === 'object' && key !== null ? '…' : String(key)
}
