import { Link, useRouter, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A link into another slice's screen, and plain words where this app has no such screen. */
export function Way({
  to,
  params,
  search,
  className = 'text-accent underline-offset-2 hover:underline',
  otherwise,
  children,
}: {
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: Readonly<Record<string, unknown>>
  readonly className?: string
  /** What stands there without that screen; default: the words. */
  readonly otherwise?: ReactNode
  readonly children: ReactNode
}) {
  const { routesByPath } = useRouter()
  if (!(to in routesByPath)) return otherwise === undefined ? children : otherwise
  const target = { to, params, search } as unknown as LinkProps
  return (
    <Link {...target} className={className}>
      {children}
    </Link>
  )
}
