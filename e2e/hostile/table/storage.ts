import type { Attack } from '../attack'

const demo = 'hostile-storage'
const security = 'refused: SecurityError'
const absent = 'refused: ReferenceError'

export const storage: readonly Attack[] = [
  { demo, name: 'open-database', tries: "opens staging's database", wall: 'origin', expected: security },
  { demo, name: 'delete-database', tries: "deletes staging's database", wall: 'origin', expected: security },
  { demo, name: 'list-databases', tries: 'lists databases', wall: 'origin', expected: security },
  {
    demo,
    name: 'caches',
    tries: 'opens a cache',
    wall: 'origin',
    expected: /^refused: (SecurityError|ReferenceError|NS_ERROR_FAILURE)$/,
  },
  { demo, name: 'opfs', tries: 'opens the private file system', wall: 'origin', expected: security },
  {
    demo,
    name: 'buckets',
    tries: 'opens a storage bucket',
    wall: 'origin',
    expected: { chromium: 'refused: SecurityError', firefox: 'refused: TypeError' },
  },
  {
    demo,
    name: 'sandboxed-files',
    tries: 'opens the old sandboxed file system',
    wall: 'origin',
    expected: { chromium: 'refused: SecurityError', firefox: 'refused: ReferenceError' },
  },
  {
    demo,
    name: 'persist',
    tries: 'asks for lasting storage',
    wall: 'origin',
    expected: 'refused: TypeError',
  },
  {
    demo,
    name: 'estimate',
    tries: 'asks how much is stored',
    wall: 'origin',
    // Firefox holds the worker in the call.
    expected: { chromium: 'refused: TypeError', firefox: '! Cancelled' },
    stopAfterMs: 600,
  },
  {
    demo,
    name: 'steal-lock',
    tries: "steals the scheduler's lock",
    wall: 'origin',
    expected: { chromium: 'refused: SecurityError', firefox: 'refused: NotSupportedError' },
  },
  {
    demo,
    name: 'list-locks',
    tries: "lists the tabs' locks",
    wall: 'origin',
    expected: { chromium: 'refused: SecurityError', firefox: 'refused: NotSupportedError' },
  },
  { demo, name: 'local-storage', tries: 'reads localStorage', wall: 'absent', expected: absent },
  { demo, name: 'session-storage', tries: 'reads sessionStorage', wall: 'absent', expected: absent },
  { demo, name: 'cookie', tries: 'reads cookies', wall: 'absent', expected: absent },
  { demo, name: 'cookie-store', tries: 'reads the cookie store', wall: 'absent', expected: absent },
  {
    demo,
    name: 'broadcast',
    tries: "speaks on the channels of the workers' election",
    wall: 'origin',
    expected: 'posted',
  },
]
