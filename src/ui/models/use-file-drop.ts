import { useEffect, useRef, useState } from 'react'
import { droppedFiles, type PickedFile } from './dropped-files'

/**
 * Takes files that are dropped anywhere on the page; else the browser would leave the page to show them.
 * @returns whether files are held over the page
 */
export function useFileDrop(onFiles: (files: Promise<readonly PickedFile[]>) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  }, [onFiles])
  useEffect(() => {
    const stop = new AbortController()
    const on = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(type, listener, { signal: stop.signal })
    on('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      setOver(true)
    })
    on('dragleave', (event) => {
      // Null when it leaves the window; else it only goes from one element to the next.
      if (event.relatedTarget === null) setOver(false)
    })
    on('drop', (event) => {
      setOver(false)
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      latest.current(droppedFiles(event.dataTransfer))
    })
    return () => stop.abort()
  }, [])
  return over
}
