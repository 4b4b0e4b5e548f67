/** What the page asks of an Interface. Apart from types.ts, which is part of the first load. */
export { endpointOf } from '../protocol/endpoint'
export { ONLY_SHOWN } from '../protocol/only-shown'
export { isVisible } from './states'
