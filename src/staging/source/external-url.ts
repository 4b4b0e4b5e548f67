import { SubletError } from '../../protocol/errors'

/**
 * The URL of external data, inside the folder of the model. `location` comes from the model file and so from a
 * stranger: whatever could lead out of the folder is refused with `ModelUnsupported`.
 */
export function externalUrl(source: string, location: string): string {
  const segments = location.split('/').filter((segment) => segment !== '.')
  const leadsOut = segments.some((segment) => segment === '' || segment === '..' || /[\\:]/.test(segment))
  if (leadsOut || segments.length === 0) {
    throw new SubletError(
      'ModelUnsupported',
      `The model keeps weights outside of its folder: "${location}".`,
      {
        figures: { location },
        wayOut: 'Put the data file beside the model, and save the model with its plain name.',
      },
    )
  }
  // Encoded, so that "%2e%2e", "?" and "#" are parts of a name and nothing else.
  return new URL(segments.map(encodeURIComponent).join('/'), source).href
}
