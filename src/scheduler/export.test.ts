import { expect, test } from 'vitest'
import type { LedgerExtract } from '../protocol/ledger'
import { exportLedger, ledgerCsv, ledgerJson } from './export'

function extract(fn: string, demo = 'digits'): LedgerExtract {
  return {
    rows: [
      {
        lease: 12,
        tier: 'pro',
        demo,
        fn,
        size: 'xlarge',
        seconds: 2.5,
        grantedAt: Date.UTC(2026, 0, 5, 12),
        settledAt: Date.UTC(2026, 0, 5, 12, 0, 2),
        outcome: 'completed',
        queuedMs: 1,
        attachMs: 2,
        ranMs: 3,
        chargedMs: 6,
        creditMs: 5,
      },
    ],
    days: [
      {
        day: '2025-09-01',
        demo: 'digits',
        leases: 4,
        queuedMs: 10,
        attachMs: 20,
        ranMs: 30,
        chargedMs: 40,
        creditMs: 7,
      },
    ],
  }
}

test('CSV has a header, a line for each folded day and one for each lease', () => {
  expect(ledgerCsv(extract('classify')).split('\r\n')).toEqual([
    'settled,leases,lease,demo,function,tier,size,seconds,outcome,queued_ms,attach_ms,ran_ms,charged_ms,credit_ms',
    '2025-09-01,4,,digits,,,,,,10,20,30,40,7',
    '2026-01-05T12:00:02.000Z,1,12,digits,classify,pro,xlarge,2.5,completed,1,2,3,6,5',
    '',
  ])
})

test.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  [' spaces ', ' spaces '],
  ['', ''],
])('the name %j becomes %j, as RFC 4180 has it', (fn, cell) => {
  expect(ledgerCsv(extract(fn))).toContain(`digits,${cell},pro`)
})

test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(1)', '\t=1'])('the name %j is no formula', (fn) => {
  const cell = `'${fn}`
  const quoted = cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell
  expect(ledgerCsv(extract(fn))).toContain(`digits,${quoted},pro`)
})

test('JSON is the extract itself', () => {
  const all = extract('say "hi"', '=1')
  expect(JSON.parse(ledgerJson(all))).toEqual(all)
})

test('a format is one of these, and no other word of the language', () => {
  const all = extract('classify')
  expect(exportLedger(all, 'csv')).toBe(ledgerCsv(all))
  expect(exportLedger(all, 'json')).toBe(ledgerJson(all))
  for (const word of ['"xml"', '"toString"'])
    expect(() => exportLedger(all, JSON.parse(word))).toThrow(
      expect.objectContaining({ code: 'HandlerFailed', wayOut: 'There are: csv, json.' }),
    )
})
