import('./open-exported').then(({ openExported }) => openExported(document), reportError)

/** A small chunk of its own: the names of all that this imports would weigh on the first load. */
export {}
