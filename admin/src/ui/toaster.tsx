import { lazy, Suspense, useEffect, useState } from 'react'
import { onFirstToast } from './toast.ts'
import { whenIdle } from './when-idle.ts'

const load = () => import('./toast-viewport.tsx')
const ToastViewport = lazy(load)

/** Where toasts appear; stands once in the layout, and loads after everything else. */
export function Toaster() {
  const [awake, setAwake] = useState(false)
  useEffect(() => onFirstToast(() => setAwake(true)), [])
  // What failed because the app is away is told as well.
  useEffect(() => whenIdle(load), [])
  return awake ? (
    <Suspense>
      <ToastViewport />
    </Suspense>
  ) : null
}
