import type { Checked } from './checked'

export interface NumberRules {
  min?: number | undefined
  max?: number | undefined
  step?: number | undefined
}

export function checkNumber(text: string, { min, max, step }: NumberRules): Checked<number> {
  if (text.trim() === '') return { is: 'missing', reason: 'Enter a number' }
  const value = Number(text)
  if (!Number.isFinite(value)) return { is: 'wrong', reason: `"${text}" is no number` }
  if (min !== undefined && value < min) return { is: 'wrong', reason: `${text} is below the minimum, ${min}` }
  if (max !== undefined && value > max) return { is: 'wrong', reason: `${text} is above the maximum, ${max}` }
  if (step !== undefined && step > 0 && !isOnStep(value, min ?? 0, step)) {
    return { is: 'wrong', reason: `${text} is no step of ${step} from ${min ?? 0}` }
  }
  return { is: 'value', value }
}

/** 0.3 is a step of 0.1, although 0.3 / 0.1 is not 3 in binary. */
function isOnStep(value: number, from: number, step: number): boolean {
  const steps = (value - from) / step
  return Math.abs(steps - Math.round(steps)) < 1e-6
}
