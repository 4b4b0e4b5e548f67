/** Takes a lock for the rest of this worker's life. Resolves when it is held. */
export function holdLock(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forEver = new Promise<never>(() => {})
    const holding = (): Promise<never> => {
      resolve()
      return forEver
    }
    navigator.locks.request(name, holding).catch(reject)
  })
}
