import { lazy, Suspense, useEffect } from 'react'
import { whenIdle } from '../ui/when-idle.ts'
import { orAway } from './lazy-screen.ts'
import { shownOnce } from './shown-once.ts'
import { useStore } from './store.ts'

const loadDialog = async () => ({ default: (await import('./once-dialog.tsx')).OnceDialog })
const OnceDialog = lazy(() => orAway(loadDialog))

/** Where texts that are shown once stand, whatever becomes of the screen that asked for them. */
export function Once() {
  const once = useStore(shownOnce)
  // What there is to show once may come just before the app goes away.
  useEffect(() => whenIdle(loadDialog), [])
  return <Suspense>{once && <OnceDialog once={once} />}</Suspense>
}
