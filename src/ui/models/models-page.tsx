import { useHashLocation } from 'wouter/use-hash-location'
import { sourceOf } from './address'
import { LibraryPage } from './library-page'
import { ModelPage } from './model-page'

/** `#/models` is the list, `#/models/SOURCE` one of them. */
export function ModelsPage() {
  const [location] = useHashLocation()
  const source = sourceOf(location)
  return source === undefined ? <LibraryPage /> : <ModelPage key={source} source={source} />
}
