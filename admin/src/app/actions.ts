import { useLayoutEffect, useRef } from 'react'
import { createStore, useStore } from './store.ts'

/** Something that a person can do here, by a key or in the command palette. */
export interface Action {
  /** A verb and its object: `Resolve this exception`. */
  readonly label: string
  /** A key, or two after one another: `e`, `g d`, `?`, `Escape`. */
  readonly keys?: string
  /** Where it stands in the keyboard map: `Desk`. */
  readonly group: string
  /** In the keyboard map only: `j` and `k` mean nothing in a palette. */
  readonly isKeyOnly?: boolean
  /** Where it leads, for what was found by its name: two may be called the same. */
  readonly href?: string
  readonly run: () => void
}

const registered = createStore<readonly (readonly Action[])[]>([])

/** All that can be done on the screen as it is now; what came last stands first. */
export const useRegisteredActions = (): readonly Action[] => useStore(registered).flat()
export const registeredActions = (): readonly Action[] => registered.get().flat()

/** Offers actions while the screen shows: their keys work, the palette and the keyboard map list them. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions)
  // Before it is painted: whoever sees a row can act on it by the keys.
  useLayoutEffect(() => void (latest.current = actions))
  // Only what the palette shows counts as a change; `run` is always the latest.
  const shape = JSON.stringify(actions)
  useLayoutEffect(() => {
    const mine = latest.current.map((action, n) => ({
      ...action,
      run: () => latest.current[n]?.run(),
    }))
    registered.set([mine, ...registered.get()])
    return () => registered.set(registered.get().filter((each) => each !== mine))
  }, [shape])
}
