import { useRef, useState } from 'react'

/** Reads files one after another: the newest one counts, however long an earlier one takes. */
export function useReading<T>(read: (file: Blob) => Promise<T>, onRead: (value: T) => void) {
  const [fault, setFault] = useState<string>()
  const [reading, setReading] = useState(false)
  const reads = useRef(0)

  const fail = (thrown: unknown): void => {
    setReading(false)
    setFault(thrown instanceof Error ? thrown.message : String(thrown))
  }
  const take = (file: Blob): void => {
    reads.current += 1
    const mine = reads.current
    setReading(true)
    read(file).then(
      (value) => {
        if (mine !== reads.current) return
        setReading(false)
        setFault(undefined)
        onRead(value)
      },
      (thrown: unknown) => {
        if (mine === reads.current) fail(thrown)
      },
    )
  }
  return { take, reading, fault, fail }
}
