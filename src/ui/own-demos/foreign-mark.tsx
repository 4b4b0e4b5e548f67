import { useState } from 'react'
import { type DemoCard, toWire } from '../../host/types'
import { renewPage } from '../demo/renewals'
import { Button } from '../elements/button'
import { Tag } from '../elements/tag'
import { useRooms } from '../host-context'
import { showToast } from '../toasts/toasts'
import { MakeMineDialog } from './make-mine-dialog'

/** That a demo is somebody else's, what follows from that, and the way out of it. */
export function ForeignMark({ card }: { card: DemoCard }) {
  const { own } = useRooms().host
  const [asking, setAsking] = useState(false)
  const makeMine = async () => {
    setAsking(false)
    try {
      await (await own.open()).makeMine(card.id)
      renewPage(card.id)
      showToast(`${card.title} is yours now.`)
    } catch (thrown) {
      const { message, wayOut } = toWire(thrown, 'StorageFull')
      showToast(`${message} ${wayOut}`, { tone: 'bad' })
    }
  }
  return (
    <>
      <Tag tone="queued">somebody else’s</Tag> Its own share of the quota.{' '}
      <Button look="quiet" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        Make it mine…
      </Button>{' '}
      {asking && (
        <MakeMineDialog card={card} onMake={() => void makeMine()} onClose={() => setAsking(false)} />
      )}
    </>
  )
}
