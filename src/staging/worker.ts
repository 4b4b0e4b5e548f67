// The staging SharedWorker. Its URL and name stay the same from version to version, so that all tabs share one.
import { createStaging } from './create-staging'
import { serve } from './serve'

const staging = createStaging({ fetch: (url, init) => fetch(url, init), now: Date.now })

addEventListener('connect', (event) => {
  if (!(event instanceof MessageEvent)) return
  for (const port of event.ports) serve(staging, port, Date.now)
})
