import { GPU, Interface, JSON, progress, signal, Textbox } from 'sublet'

/** What happened in the call before; asked for by `report`. */
let seen: string[] = []

/** Until the signal fires; the interval keeps it from being forgotten by everything. */
const untilStopped = () =>
  new Promise<never>((_, reject) => {
    const fired = signal()
    fired.addEventListener('abort', () => {
      seen.push(`signal ${(fired.reason as { code: string }).code}`)
      reject(fired.reason)
    })
  })

const wait = GPU({ duration: 1 }, async () => {
  await untilStopped()
  return 'never'
})

const stream = GPU({ duration: 1 }, async function* () {
  try {
    for (let turn = 0; ; turn++) {
      yield turn
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } finally {
    seen.push('finally')
  }
})

async function* outsideLease() {
  try {
    yield 'working'
    await untilStopped()
  } finally {
    seen.push('finally')
  }
}

const KINDS: Record<string, () => unknown> = {
  lease: wait,
  stream,
  call: outsideLease,
  progress: async () => {
    for (let step = 0; step <= 500; step++) progress(step / 500, `step ${step}`)
    return 'done'
  },
  report: () => seen,
}

export default Interface({
  title: 'call-stop',
  inputs: [Textbox()],
  outputs: [JSON()],
  fn: (kind) => {
    if (kind !== 'report') seen = []
    return KINDS[kind]()
  },
})
