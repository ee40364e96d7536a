import { lazy, Suspense, useEffect, useState } from 'react'
import { onFirstToast } from './toast.ts'

const ToastViewport = lazy(() => import('./toast-viewport.tsx'))

/** Where toasts appear; stands once in the layout, and loads only when there is a first one. */
export function Toaster() {
  const [awake, setAwake] = useState(false)
  useEffect(() => onFirstToast(() => setAwake(true)), [])
  return awake ? (
    <Suspense>
      <ToastViewport />
    </Suspense>
  ) : null
}
