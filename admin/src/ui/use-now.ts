import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function listen(listener: () => void): () => void {
  listeners.add(listener)
  // One clock for all ages of a screen; it stands still when nothing shows one.
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 10_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time in milliseconds, anew every ten seconds. */
export const useNow = (): number =>
  useSyncExternalStore(listen, () => {
    // Whoever comes after a pause must not see an old time.
    if (!timer) now = Date.now()
    return now
  })
