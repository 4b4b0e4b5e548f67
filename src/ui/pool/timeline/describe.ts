import type { Tone } from '../../elements/tone'
import { formatBytes } from '../../format/bytes'
import { formatCharge, formatDeclared, formatInstant } from '../../format/time'
import type { LeaseSpan } from './lease-span'
import { OUTCOME_TONES } from './tones'

export interface Fact {
  name: string
  value: string
  tone?: Tone
}

/** A lease in words, in the order in which things happen to it. What is not known is not said. */
export function describeSpan(span: LeaseSpan): Fact[] {
  const { lease, size, seconds, queuedAt, grantedAt, startedAt, endedAt, attachedBytes, bill } = span
  const facts: Fact[] = []
  if (lease !== undefined) facts.push({ name: 'lease', value: `#${lease}` })
  facts.push({ name: 'asked', value: `${size === 'xlarge' ? '2 × ' : ''}${formatDeclared(seconds)} ${size}` })

  if (grantedAt === undefined) return [...facts, { name: 'waits', value: since(queuedAt), tone: 'queued' }]
  facts.push({ name: 'waited', value: formatCharge(grantedAt - queuedAt) })

  const bytes = attachedBytes === undefined ? '' : `${formatBytes(attachedBytes)} in `
  const attachedAt = startedAt ?? endedAt
  if (attachedAt === undefined) facts.push({ name: 'attaches', value: since(grantedAt), tone: 'warm' })
  else if (startedAt === undefined)
    facts.push({ name: 'not attached', value: `in ${formatCharge(attachedAt - grantedAt)}` })
  else facts.push({ name: 'attached', value: `${bytes}${formatCharge(startedAt - grantedAt)}` })

  if (startedAt !== undefined) {
    facts.push(
      endedAt === undefined
        ? { name: 'runs', value: since(startedAt), tone: 'leased' }
        : { name: 'ran', value: formatCharge(endedAt - startedAt) },
    )
  }
  if (bill === undefined) {
    if (endedAt !== undefined) facts.push({ name: 'ended', value: 'the ledger has not told how' })
    return facts
  }
  const credit = bill.creditMs > 0 ? `, ${formatCharge(bill.creditMs)} from credits` : ''
  facts.push({ name: 'charged', value: `${formatCharge(bill.chargedMs)}${credit}` })
  facts.push({ name: 'outcome', value: bill.outcome, tone: OUTCOME_TONES[bill.outcome] })
  return [...facts, { name: 'granted', value: formatInstant(grantedAt) }]
}

function since(at: number): string {
  return `since ${formatInstant(at).slice(0, 10)}`
}
