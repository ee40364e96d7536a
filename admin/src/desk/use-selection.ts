import { useCallback, useState } from 'react'

/** Which exceptions are selected, by their numbers. */
export function useSelection() {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const toggle = useCallback((id: number) => {
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const select = useCallback((ids: readonly number[]) => setSelected(new Set(ids)), [])
  return { selected, toggle, select }
}
