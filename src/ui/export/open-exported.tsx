import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { installApi } from '../../host/api'
import { DEMO_FILE } from '../../host/exported/format'
import { type ExportedSite, openExportedSite } from '../../host/exported/open'
import { toWire } from '../../host/types'
import { ErrorCard } from '../elements/error-card'
import { createRooms, RoomsContext } from '../host-context'
import { ExportedPage } from './exported-page'

/** The page of an exported site: the demo lies in a file beside it. */
export async function openExported(page: Document): Promise<void> {
  const place = page.getElementById('root')
  if (place === null) throw new Error('exported.html has no #root')
  const root = createRoot(place)
  let site: ExportedSite
  try {
    site = await openExportedSite(DEMO_FILE)
    await site.host.ready()
  } catch (thrown) {
    root.render(<ErrorCard error={toWire(thrown, 'DemoRefused')} />)
    return
  }
  const { host, id, madeOn } = site
  installApi(host)
  // It has no service worker: that of the site it was made on would look for files that are not here.
  const rooms = createRooms(host)
  root.render(
    <StrictMode>
      <RoomsContext value={rooms}>
        <ExportedPage id={id} madeOn={madeOn} />
      </RoomsContext>
    </StrictMode>,
  )
}
