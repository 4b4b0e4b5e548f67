/** What the page makes of a ledger when someone asks for it; no part of its first load. */
export { exportLedger } from './export'
export { spendReport } from './spend'
