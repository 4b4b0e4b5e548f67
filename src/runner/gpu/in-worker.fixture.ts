/** What the worker answers; it is ended then. */
export async function inWorker(url: URL): Promise<unknown> {
  const worker = new Worker(url, { type: 'module' })
  try {
    const data = await new Promise<unknown>((resolve, reject) => {
      worker.addEventListener('message', (event) => resolve(event.data), { once: true })
      worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true })
    })
    if (typeof data !== 'object' || data === null || !('report' in data))
      throw new Error(JSON.stringify(data))
    return data.report
  } finally {
    worker.terminate()
  }
}
