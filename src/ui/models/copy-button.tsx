import { useEffect, useState } from 'react'
import { Button } from '../elements/button'

const SHOWN_MS = 2_000

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<'Copied' | 'Not allowed'>()
  useEffect(() => {
    if (outcome === undefined) return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  return (
    <Button
      look="quiet"
      aria-label={`${outcome ?? 'Copy'} ${what}`}
      onClick={() =>
        navigator.clipboard.writeText(text).then(
          () => setOutcome('Copied'),
          () => setOutcome('Not allowed'),
        )
      }
    >
      {outcome ?? 'Copy'}
    </Button>
  )
}
