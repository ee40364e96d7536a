import { Link, useRouter, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** Where a figure opens: a route's path, and what goes into it. */
export interface Target {
  readonly to: string
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly search?: Readonly<Record<string, unknown>> | undefined
}

/** A link to what stands behind a figure; plain words where that screen is not part of this build. */
export function Go(props: {
  readonly target: Target
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  const { target, className, children } = props
  const { routesByPath } = useRouter()
  if (!(target.to in routesByPath)) return <span className={className}>{children}</span>
  return (
    <Link {...(target as LinkProps)} className={className}>
      {children}
    </Link>
  )
}

export const report = (name: string, search?: Target['search']): Target => ({
  to: '/reports/$name',
  params: { name },
  search,
})
