import { useCallback, useEffect, useRef, useState } from 'react'
import { cameraFault } from './camera-fault'

export type CameraState =
  | { is: 'asking' }
  | { is: 'on'; stream: MediaStream; cameras: readonly MediaDeviceInfo[] }
  | { is: 'refused'; reason: string }

/**
 * The camera, with the visitor's leave. Owns it: it is given back when another one is asked for and when the control
 * goes away.
 */
export function useCamera() {
  const [state, setState] = useState<CameraState>({ is: 'asking' })
  const held = useRef<MediaStream>(undefined)
  const asks = useRef(0)

  const release = useCallback((): void => {
    // A later answer to an earlier question finds itself out of date.
    asks.current += 1
    for (const track of held.current?.getTracks() ?? []) track.stop()
    held.current = undefined
  }, [])

  const ask = useCallback(
    async (deviceId?: string): Promise<void> => {
      release()
      const mine = asks.current
      setState({ is: 'asking' })
      try {
        const video = deviceId === undefined ? { facingMode: 'user' } : { deviceId: { exact: deviceId } }
        const stream = await navigator.mediaDevices.getUserMedia({ video })
        // Closed, or another camera was asked for, while the visitor was being asked.
        if (mine !== asks.current) {
          for (const track of stream.getTracks()) track.stop()
          return
        }
        held.current = stream
        const devices = await navigator.mediaDevices.enumerateDevices()
        if (mine !== asks.current) return
        setState({ is: 'on', stream, cameras: devices.filter(({ kind }) => kind === 'videoinput') })
      } catch (thrown) {
        if (mine === asks.current) setState({ is: 'refused', reason: cameraFault(thrown) })
      }
    },
    [release],
  )

  useEffect(() => {
    void ask()
    return release
  }, [ask, release])
  return { state, ask }
}
