import { useEffect, useState } from 'react'
import { dispose } from './dispose'
import { type LoadedModel, loadModel } from './load-model'

/** What a file holds; undefined while the first is read. A newer file takes its place when it is read in turn. */
export function useModel(file: Blob): LoadedModel | undefined {
  const [model, setModel] = useState<LoadedModel>()
  useEffect(() => {
    let current = true
    void loadModel(file).then((loaded) => {
      if (current) setModel(loaded)
      // A newer one may have come while this one was read.
      else if (loaded.is === 'model') dispose(loaded.object)
    })
    return () => {
      current = false
    }
  }, [file])
  return model
}
