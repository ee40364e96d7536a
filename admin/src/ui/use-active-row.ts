import { useCallback, useRef, useState } from 'react'

/**
 * Which row of a list the keys act on: the same one wherever it stands by now. Where it is gone, it is
 * the one in its place.
 *
 * @param beginAt the id to begin with; default: whichever row is the first
 * @returns its index, at least 0, and how to make another one active
 */
export function useActiveRow<Row, Id>(
  rows: readonly Row[],
  idOf: (row: Row) => Id,
  beginAt?: Id,
): readonly [number, (index: number) => void] {
  const [active, setActive] = useState({ index: 0, id: beginAt })
  const { id } = active
  const isStill = rows.length > active.index && idOf(rows[active.index]!) === id
  const found =
    isStill || id === undefined ? active.index : rows.findIndex((row) => idOf(row) === id)
  const index = Math.max(0, found < 0 ? Math.min(active.index, rows.length - 1) : found)
  const latest = useRef({ rows, idOf })
  latest.current = { rows, idOf }
  const activate = useCallback((to: number) => {
    const row = latest.current.rows[to]
    setActive({ index: to, id: row && latest.current.idOf(row) })
  }, [])
  return [index, activate]
}
