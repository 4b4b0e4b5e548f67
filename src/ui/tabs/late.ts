/**
 * What comes with the first demo that is opened, with the first toast, and with a link to somebody else's demo. One small
 * chunk of its own: the names of all that these import would weigh on the first load.
 */
export const tabStrip = async () => ({ default: (await import('./tab-strip')).TabStrip })
export const openPages = async () => ({ default: (await import('./open-pages')).OpenPages })
export const toaster = async () => ({ default: (await import('../toasts/toaster')).Toaster })
export const sharePage = async () => ({ default: (await import('../share/share-page')).SharePage })
