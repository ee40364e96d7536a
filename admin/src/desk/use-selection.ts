import { useCallback, useMemo, useState } from 'react'
import type { Entry } from './use-desk-list.ts'

/** Which of the exceptions that are shown are selected, by their numbers. */
export function useSelection(entries: readonly Entry[]) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  // What somebody else took off the list meanwhile is not acted on, also when it comes back.
  const selected = useMemo(
    () => new Set(entries.flatMap(({ id }) => (chosen.has(id) ? [id] : []))),
    [entries, chosen],
  )
  if (selected.size < chosen.size) setChosen(selected)
  const toggle = useCallback((id: number) => {
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const select = useCallback((ids: readonly number[]) => setChosen(new Set(ids)), [])
  return { selected, toggle, select }
}
