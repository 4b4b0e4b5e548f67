import { useEffect, useState } from 'react'
import type { DemoCard, ForeignDemo } from '../../host/types'
import { Button } from '../elements/button'
import { useRooms } from '../host-context'
import { Frame } from './frame'
import styles from './own-demos.module.css'

interface Props {
  card: DemoCard
  onMake(): void
  onClose(): void
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })

/** What it means to take the mark off. */
export function MakeMineDialog({ card, onMake, onClose }: Props) {
  const { own } = useRooms().host
  const [origin, setOrigin] = useState<ForeignDemo>()
  useEffect(() => {
    let gone = false
    const ask = async () => {
      const found = await (await own.open()).foreign(card.id)
      if (!gone) setOrigin(found)
    }
    // The dialog says the rest without it.
    ask().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [own, card.id])
  return (
    <Frame title={`Make ${card.title} mine`} onClose={onClose} small>
      <div className={styles.report}>
        <p className={styles.from}>
          {origin === undefined
            ? 'Somebody else made it.'
            : `It came from ${origin.from}, on ${DAY.format(origin.keptAt)}.`}
        </p>
        <p>
          As yours it may use all of your quota, not only the share of somebody else’s demo, and nothing marks
          it any more. The sandbox stays the same.
        </p>
        <p className={styles.hint}>What of it runs now is stopped. Do it when you have read its code.</p>
      </div>
      <div className={styles.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="go" onClick={onMake}>
          Make it mine
        </Button>
      </div>
    </Frame>
  )
}
