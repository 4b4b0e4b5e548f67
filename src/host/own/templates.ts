/** In a file of its own, so that all else of own demos is there without the build's plugins. */
export { templates } from 'virtual:sublet/templates'
