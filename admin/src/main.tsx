import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { sweepDrafts } from './app/drafts.ts'
import { followKeyboard } from './app/keyboard.ts'
import { openLive } from './app/live.ts'
import { queryClient } from './app/query.ts'
import { reset } from './app/reset.ts'
import { router } from './app/router.tsx'
import { onResetAsked, onSignInAsked } from './app/sign-in.ts'
import { followTheme } from './app/theme.ts'
import './styles.css'

followTheme()
followKeyboard()
sweepDrafts(Date.now())
onSignInAsked((href) => void router.navigate({ href }))
onResetAsked((reason) => void reset(reason))
openLive({ onReset: (reason) => void reset(reason) })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    {/* The policy of the server allows no styles written into the page. */}
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
