/**
 * What comes with the first demo that is opened, and with the first toast. One small chunk of its own: the names of all
 * that these import would weigh on the first load.
 */
export const tabStrip = async () => ({ default: (await import('./tab-strip')).TabStrip })
export const openPages = async () => ({ default: (await import('./open-pages')).OpenPages })
export const toaster = async () => ({ default: (await import('../toasts/toaster')).Toaster })
