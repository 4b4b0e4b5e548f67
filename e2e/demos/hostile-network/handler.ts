import { Interface, Textbox } from 'sublet'

/** Each tries to send one request. The server of the tests logs what it is asked for. */
const ATTACKS: Record<string, (url: string) => unknown> = {
  fetch: (url) => fetch(url),
  'fetch-no-cors': (url) => fetch(url, { mode: 'no-cors', credentials: 'include', keepalive: true }),
  'fetch-elsewhere': () => fetch('https://example.com/', { mode: 'no-cors' }),
  // Inside the policy; the blob is the page's, and of its origin.
  'fetch-page-blob': async (url) => (await fetch(url)).text(),
  'fetch-file': () => fetch('file:///etc/passwd'),
  xhr(url) {
    const request = new XMLHttpRequest()
    request.open('GET', url, false)
    request.send()
    return `status ${request.status}`
  },
  'web-socket': (url) => events(new WebSocket(url.replace('http', 'ws'))),
  'web-socket-stream': (url) => new WebSocketStream(url.replace('http', 'ws')).opened,
  'event-source': (url) => events(new EventSource(url)),
  'web-transport': (url) => new WebTransport(url.replace('http:', 'https:')).ready,
  'peer-connection': () => new RTCPeerConnection().createDataChannel('x').label,
  beacon: (url) => `sent: ${navigator.sendBeacon(url, 'x')}`,
  'import-http': (url) => import(/* @vite-ignore */ url),
  'import-json': (url) => import(/* @vite-ignore */ url, { with: { type: 'json' } }),
  'import-data': () => import(/* @vite-ignore */ `data:text/javascript,export default ${Date.now()}`),
  'import-in-blob': (url) => import(/* @vite-ignore */ script(`import ${JSON.stringify(url)}`)),
  'import-scripts': (url) => importScripts(url),
  'import-scripts-blob': () => importScripts(script('self.imported = true')),
  font: (url) => new FontFace('hostile', `url(${url})`).load(),
  'font-set'(url) {
    const face = new FontFace('hostile', `url(${url})`)
    self.fonts.add(face)
    return self.fonts.load('10px hostile').then((faces) => `loaded ${faces.length}`)
  },
  image: async (url) => createImageBitmap(await (await fetch(url)).blob()),
  'compile-streaming': (url) => WebAssembly.compileStreaming(fetch(url)),
  notification: (url) =>
    `${new Notification('hostile', { icon: url, image: url }).title}: ${Notification.permission}`,
  'service-worker': (url) => navigator.serviceWorker.register(url),
  'push-out': (url) => navigate(url),
  usb: () => navigator.usb.getDevices(),
  serial: () => navigator.serial.getPorts(),
  hid: () => navigator.hid.getDevices(),
}

const script = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))

function navigate(url: string): string {
  location.href = url
  return `at ${location.protocol}`
}

function events(target: EventTarget): Promise<string> {
  return new Promise((resolve, reject) => {
    target.addEventListener('open', () => resolve('open'))
    target.addEventListener('error', () => reject(new DOMException('it did not open', 'did not open')))
  })
}

/** `refused` and the name of the error, or what was got. */
async function outcome(attempt: () => unknown): Promise<string> {
  try {
    const got = await attempt()
    return typeof got === 'string' ? got : `got ${JSON.stringify(got)}`
  } catch (error) {
    return `refused: ${error?.name ?? String(error)}`
  }
}

export default Interface({
  title: 'hostile-network',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'URL' })],
  outputs: [Textbox()],
  fn: async (attack, url) => (attack === 'fine' ? 'fine' : outcome(() => ATTACKS[attack](url))),
})
