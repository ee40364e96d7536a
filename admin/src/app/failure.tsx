import { useQueryClient, type Query } from '@tanstack/react-query'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { ScreenAway } from './lazy-screen.ts'
import { Missing } from './missing.tsx'
import { ApiProblem } from './problem.ts'

const retryMs = 3_000

/** A screen that could not be shown: says why, and comes back by itself once what it needs answers. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const client = useQueryClient()
  const router = useRouter()
  const [retrying, setRetrying] = useState(false)
  // The questions of this screen, and no other that failed elsewhere.
  const [failed] = useState(() =>
    client.getQueryCache().findAll({ predicate: ({ state }) => state.error === error }),
  )

  const retry = async (): Promise<void> => {
    setRetrying(true)
    if (error instanceof ScreenAway) {
      await loadAnew()
      return setRetrying(false)
    }
    // Asked in the background, so that the words stay until there is something better to show.
    await Promise.all(failed.map((each) => each.fetch().catch(() => {})))
    setRetrying(false)
    if (failed.some(hasFailed)) return
    await router.invalidate()
    reset()
  }
  const isAway = error instanceof ApiProblem && error.isAway
  useEffect(() => {
    if (!isAway) return
    // One try at a time: a second one would find nothing failed while the first is under way.
    const timer = setInterval(() => {
      if (!retrying) void retry()
    }, retryMs)
    return () => clearInterval(timer)
  })

  if (error instanceof ApiProblem && error.problem.status === 404) {
    return <Missing problem={error.problem} />
  }
  return (
    <Page title={isAway ? 'This screen waits for an answer' : 'This screen could not be shown'}>
      <Panel flush>
        <ErrorState
          error={error}
          what={isAway ? 'What it needs does not answer' : 'What it needs could not be read'}
          onRetry={() => void retry()}
          retrying={retrying}
        />
      </Panel>
    </Page>
  )
}

/** What a browser failed to fetch once it does not fetch again, and the app may bring other code by now. */
const loadAnew = (): Promise<void> =>
  fetch('/healthz').then(
    () => location.reload(),
    () => {},
  )

const hasFailed = (query: Query): boolean => query.state.status === 'error'
