/** What the gallery has of own demos. */
export { OwnActions } from './own-actions'
export { OwnSection } from './own-section'
