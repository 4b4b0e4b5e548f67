import { readdir, readFile } from 'node:fs/promises'

const INTERVAL_MS = 20
/** Processes come and go seldom, and to find them takes long. */
const INTERVALS_PER_SEARCH = 25

/**
 * The memory of a Chromium's processes of some types, as the operating system counts it: proportional set size, in which
 * pages that several processes share count once in all. Linux only.
 * @param {string} profile its user data folder, by which it is known
 * @param {readonly string[]} types as on their command lines, `renderer`, `gpu-process`; and `browser`
 * @param {ReadonlyMap<string, number>} idle bytes of each process before, by id
 */
export function watchMemory(profile, types, idle) {
  let peak = 0
  let running = true
  let pids = []
  let searched = 0

  async function now() {
    if (searched++ % INTERVALS_PER_SEARCH === 0) pids = await processes(profile, types)
    return new Map(await Promise.all(pids.map(async (pid) => [pid, await proportionalBytes(pid)])))
  }

  const sampling = (async () => {
    while (running) {
      let rise = 0
      // What another process gives back meanwhile is not ours to spend.
      for (const [pid, bytes] of await now()) rise += Math.max(0, bytes - (idle.get(pid) ?? 0))
      peak = Math.max(peak, rise)
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS))
    }
  })()

  return {
    /** Bytes of each process, by id. */
    now,
    /** The most by which they rose above `idle`, all together. */
    peak: () => peak,
    async close() {
      running = false
      await sampling
    },
  }
}

async function processes(profile, types) {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const known = await Promise.all(pids.map(describe))
  const all = known.filter((one) => one !== undefined)
  const root = all.find(
    ({ command }) => command.includes(`--user-data-dir=${profile}`) && !command.includes('--type='),
  )
  if (root === undefined) throw new Error(`no Chromium runs on ${profile}`)
  const family = new Set([root.pid])
  // Renderers are children of a zygote, which is a child of the browser.
  for (let grown = true; grown; ) {
    const children = all.filter(({ pid, parent }) => family.has(parent) && !family.has(pid))
    for (const { pid } of children) family.add(pid)
    grown = children.length > 0
  }
  const typeOf = (one) => (one === root ? 'browser' : /--type=([\w-]+)/.exec(one.command)?.[1])
  return all.filter((one) => family.has(one.pid) && types.includes(typeOf(one))).map(({ pid }) => pid)
}

/** Undefined for a process that has ended meanwhile. */
async function describe(pid) {
  try {
    const [status, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ])
    // The name stands in brackets and may hold anything.
    const parent = status.slice(status.lastIndexOf(')') + 2).split(' ')[1]
    return { pid, parent, command: command.replaceAll('\0', ' ') }
  } catch (cause) {
    if (isGone(cause)) return undefined
    throw cause
  }
}

async function proportionalBytes(pid) {
  try {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
    return 1024 * Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0)
  } catch (cause) {
    if (isGone(cause)) return 0
    throw cause
  }
}

function isGone(cause) {
  return ['ENOENT', 'ESRCH', 'EACCES'].includes(cause.code)
}
