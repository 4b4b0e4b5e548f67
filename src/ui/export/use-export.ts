import { useEffect, useRef, useState } from 'react'
import type { SiteExport } from '../../host/exported/export-site'
import { type DemoCard, type DemoFile, type Own, toWire, type WireError } from '../../host/types'
import { openSaveTarget } from './save-target'

export type Preparing =
  | { state: 'preparing' }
  | { state: 'ready'; site: SiteExport }
  | { state: 'failed'; error: WireError }

export type Writing =
  | { state: 'none' }
  /** Of the contents. */
  | { state: 'writing'; bytes: number; total: number }
  | { state: 'done'; name: string; bytes: number }
  | { state: 'failed'; error: WireError }

export interface Export {
  preparing: Preparing
  writing: Writing
  /** @param modelsFrom as `SiteExport.write` takes it */
  write(modelsFrom: string | undefined): Promise<void>
  stop(): void
}

/**
 * Finds out what an export is made of, and makes it. Closing the dialog stops it.
 * @param files that run now; undefined where none do: then it is those that are kept
 */
export function useExport(card: DemoCard, files: readonly DemoFile[] | undefined, own: Own): Export {
  const [preparing, setPreparing] = useState<Preparing>({ state: 'preparing' })
  const [writing, setWriting] = useState<Writing>({ state: 'none' })
  const running = useRef<AbortController>(undefined)

  useEffect(() => {
    let wanted = true
    const prepare = async () => {
      setPreparing({ state: 'preparing' })
      const { prepareExport } = await import('../../host/exported/export-site')
      const site = await prepareExport(card, files ?? (await (await own.open()).read(card.id)).files)
      if (wanted) setPreparing({ state: 'ready', site })
    }
    prepare().catch((thrown: unknown) => {
      if (wanted) setPreparing({ state: 'failed', error: toWire(thrown, 'ExportRefused') })
    })
    return () => {
      wanted = false
    }
  }, [card, files, own])

  useEffect(() => () => running.current?.abort(), [])

  async function write(modelsFrom: string | undefined): Promise<void> {
    if (preparing.state !== 'ready' || writing.state === 'writing') return
    const { site } = preparing
    const name = `${card.id}-site.zip`
    const total = site.bytes(modelsFrom)
    const run = new AbortController()
    running.current = run
    const { signal } = run
    setWriting({ state: 'writing', bytes: 0, total })
    try {
      const target = await openSaveTarget(name, total)
      let written = 0
      const sink = {
        write(piece: Uint8Array<ArrayBuffer>) {
          written += piece.length
          return target.write(piece)
        },
      }
      const step = total / 100
      let shown = 0
      const onProgress = (bytes: number): void => {
        // A hundred steps are enough to see.
        if (bytes - shown < step) return
        shown = bytes
        setWriting({ state: 'writing', bytes, total })
      }
      try {
        await site.write(sink, { modelsFrom, signal, onProgress })
        await target.finish()
      } catch (thrown) {
        await target.abandon()
        throw thrown
      }
      setWriting({ state: 'done', name, bytes: written })
    } catch (thrown) {
      setWriting(
        isStopped(thrown) ? { state: 'none' } : { state: 'failed', error: toWire(thrown, 'ExportRefused') },
      )
    }
  }

  return { preparing, writing, write, stop: () => running.current?.abort() }
}

/** By the visitor: here, or in the browser's own dialog. */
function isStopped(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError'
}
