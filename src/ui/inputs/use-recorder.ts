import { useCallback, useEffect, useRef, useState } from 'react'

export type Recording = { is: 'off' } | { is: 'asking' } | { is: 'on'; since: number }

/** False where there is no microphone to be had, as on a page without https. */
export function canRecord(): boolean {
  return 'MediaRecorder' in globalThis && 'mediaDevices' in navigator
}

/**
 * Records from the microphone, with the visitor's leave. Owns the microphone, which is given back at the end of a
 * recording and when the control goes away.
 */
export function useRecorder(onRecorded: (sound: Blob) => void) {
  const [recording, setRecording] = useState<Recording>({ is: 'off' })
  const [fault, setFault] = useState<string>()
  const recorder = useRef<MediaRecorder>(undefined)
  const wanted = useRef(false)

  const release = useCallback((): void => {
    wanted.current = false
    for (const track of recorder.current?.stream.getTracks() ?? []) track.stop()
    recorder.current = undefined
  }, [])
  useEffect(() => release, [release])

  const start = async (): Promise<void> => {
    wanted.current = true
    setFault(undefined)
    setRecording({ is: 'asking' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const made = new MediaRecorder(stream)
      recorder.current = made
      // Gone away while the visitor was being asked.
      if (!wanted.current) return release()
      made.addEventListener('dataavailable', ({ data }) => {
        // Of one that was let go nobody wants anything any more.
        if (recorder.current !== made) return
        release()
        setRecording({ is: 'off' })
        if (data.size > 0) onRecorded(data)
      })
      made.start()
      setRecording({ is: 'on', since: performance.now() })
    } catch (thrown) {
      release()
      setRecording({ is: 'off' })
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      setFault(`The microphone cannot be had: ${why}`)
    }
  }

  return { recording, fault, start, stop: () => recorder.current?.stop() }
}
