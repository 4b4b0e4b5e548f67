import { useEffect, useState } from 'react'
import { toWire } from '../../../host/types'
import { type AdapterAnswer, askAdapter } from './facts'

let asked: Promise<AdapterAnswer> | undefined

/** Asked once, by the first visit of this page; undefined until there is an answer. */
export function useAdapter(): AdapterAnswer | undefined {
  const [answer, setAnswer] = useState<AdapterAnswer>()
  useEffect(() => {
    let left = false
    // A browser without WebGPU has no such property, whatever the types say.
    const gpu = 'gpu' in navigator ? navigator.gpu : undefined
    asked ??= askAdapter(gpu).catch((thrown: unknown) => ({
      kind: 'none' as const,
      why: toWire(thrown, 'GpuUnavailable').message,
    }))
    void asked.then((known) => {
      if (!left) setAnswer(known)
    })
    return () => {
      left = true
    }
  }, [])
  return answer
}
