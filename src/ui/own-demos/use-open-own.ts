import { useLocation } from 'wouter'
import { useRooms } from '../host-context'

/** Goes to an own demo. */
export function useOpenOwn(): (id: string, options: { editing: boolean }) => Promise<void> {
  const { host } = useRooms()
  const [, go] = useLocation()
  return async (id, { editing }) => {
    const [{ sessionOf }] = await Promise.all([import('../demo/sessions'), host.ready()])
    if (editing) sessionOf(host, id)?.showEditor(true)
    go(`/d/${id}`)
  }
}
