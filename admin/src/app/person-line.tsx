import { Link, type LinkProps } from '@tanstack/react-router'
import { useLive } from './live.ts'
import { useMe } from './use-me.ts'

const to: string = '/settings/sessions'

/** Who is signed in; it leads to their own sessions, where they can sign out. */
export function PersonLine() {
  useLive(['people'], ['showMe'])
  const me = useMe()
  if (!me) return <span className="block h-8" />
  return (
    <Link
      {...({ to } as LinkProps)}
      className="block truncate rounded-md px-2.5 py-1.5 text-xs text-muted hover:text-ink"
    >
      {me.name}
      {me.role && ` · ${me.role}`}
    </Link>
  )
}
