/** The bare SharedWorker: answers with what it is sent. */
addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined
  port?.addEventListener('message', ({ data }) => port.postMessage(data))
  port?.start()
})
