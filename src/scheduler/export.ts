import { SubletError } from '../protocol/errors'
import type { DayTotal, LedgerExtract, LedgerRow } from '../protocol/ledger'

type Cell = string | number

/** One line for each row, and one for each day and demo of which only the sums are left: `leases` says how many. */
const COLUMNS: Record<string, { row(row: LedgerRow): Cell; day(total: DayTotal): Cell }> = {
  settled: { row: ({ settledAt }) => new Date(settledAt).toISOString(), day: ({ day }) => day },
  leases: { row: () => 1, day: ({ leases }) => leases },
  lease: { row: ({ lease }) => lease, day: () => '' },
  demo: { row: ({ demo }) => demo, day: ({ demo }) => demo },
  function: { row: ({ fn }) => fn, day: () => '' },
  tier: { row: ({ tier }) => tier, day: () => '' },
  size: { row: ({ size }) => size, day: () => '' },
  seconds: { row: ({ seconds }) => seconds, day: () => '' },
  outcome: { row: ({ outcome }) => outcome, day: () => '' },
  queued_ms: { row: ({ queuedMs }) => queuedMs, day: ({ queuedMs }) => queuedMs },
  attach_ms: { row: ({ attachMs }) => attachMs, day: ({ attachMs }) => attachMs },
  ran_ms: { row: ({ ranMs }) => ranMs, day: ({ ranMs }) => ranMs },
  charged_ms: { row: ({ chargedMs }) => chargedMs, day: ({ chargedMs }) => chargedMs },
  credit_ms: { row: ({ creditMs }) => creditMs, day: ({ creditMs }) => creditMs },
}

const FORMATS = { csv: ledgerCsv, json: ledgerJson }
export type LedgerFormat = keyof typeof FORMATS

/** The text of a file. Each lease is in it once: by itself, or in the sums of its day and demo. */
export function exportLedger(extract: LedgerExtract, format: LedgerFormat): string {
  // Programs are not bound to our types.
  if (Object.hasOwn(FORMATS, format)) return FORMATS[format](extract)
  throw new SubletError('HandlerFailed', `The ledger cannot be exported as '${format}'.`, {
    wayOut: `There are: ${Object.keys(FORMATS).join(', ')}.`,
  })
}

/** RFC 4180: with a header, lines ended by CRLF. Instants are ISO 8601 in UTC. */
export function ledgerCsv({ rows, days }: LedgerExtract): string {
  const columns = Object.values(COLUMNS)
  const lines = [
    Object.keys(COLUMNS),
    ...days.map((total) => columns.map(({ day }) => day(total))),
    ...rows.map((settled) => columns.map(({ row }) => row(settled))),
  ]
  return lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('')
}

export function ledgerJson({ rows, days }: LedgerExtract): string {
  return JSON.stringify({ rows, days }, undefined, 2)
}

/**
 * A spreadsheet takes a text that starts with one of these for a formula, and names of functions come from
 * handlers; an apostrophe makes it a text (OWASP, CSV injection).
 */
const FORMULA = /^[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\r\n]/

function quoted(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
