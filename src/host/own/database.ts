/** In IndexedDB; there once a visitor has had a demo of their own. */
export const OWN_DATABASE = 'sublet-own-demos'
