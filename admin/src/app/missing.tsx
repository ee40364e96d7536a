import { Link, useLocation, type LinkProps } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { sentence } from '../ui/read-fault.ts'
import { usePlaces } from './navigation.tsx'
import type { Problem } from './problem.ts'

/** What should stand at this address is not there: says so, and leads to what is. */
export function Missing({ problem }: { readonly problem: Problem }) {
  const { pathname } = useLocation()
  const place = usePlaces()
    .flat()
    .find(({ to }) => pathname.startsWith(`${to}/`))
  const to = place && ({ to: place.to } as LinkProps)
  return (
    <Page
      title={sentence(problem.detail).replace(/\.$/, '')}
      back={to && <Link {...to}>{place.label}</Link>}
    >
      <Panel flush>
        <EmptyState
          title="Nothing stands at this address"
          action={
            to && (
              <Link {...to} className={buttonClass('main')}>
                Go to {place.label}
              </Link>
            )
          }
        >
          It may have been renamed or removed, or the address may be mistyped.
        </EmptyState>
      </Panel>
    </Page>
  )
}
