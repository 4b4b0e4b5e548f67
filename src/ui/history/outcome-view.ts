import { chargeText } from '../demo/charge'
import type { Tone } from '../elements/tone'
import type { RunRecord } from './records'

const OUTCOMES: Record<RunRecord['outcome'], { tone: Tone; text: string }> = {
  done: { tone: 'leased', text: 'done' },
  stopped: { tone: 'cool', text: 'stopped' },
  failed: { tone: 'bad', text: 'failed' },
}

export function outcomeView({ outcome }: Pick<RunRecord, 'outcome'>): { tone: Tone; text: string } {
  return OUTCOMES[outcome]
}

/** `done · charged 0.40 s` */
export function endText(record: Pick<RunRecord, 'outcome' | 'chargedMs' | 'creditMs'>): string {
  return `${OUTCOMES[record.outcome].text} · ${chargeText(record)}`
}
