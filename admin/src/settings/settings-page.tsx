import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useMe } from '../app/index.ts'
import { Page } from '../ui/page.tsx'

const places = [
  { to: '/settings/people', label: 'People', isFor: 'read' },
  { to: '/settings/sessions', label: 'Your sessions', isFor: 'read' },
  { to: '/settings/keys', label: 'Keys', isFor: 'manage' },
  { to: '/settings/workspace', label: 'Workspace', isFor: 'read' },
  { to: '/settings/engines', label: 'Engines', isFor: 'read' },
  { to: '/settings/audit', label: 'Audit trail', isFor: 'manage' },
] as const

/** A screen of the settings, with the way to the others. */
export function SettingsPage(props: {
  readonly title: string
  readonly about?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  const { children, ...rest } = props
  const rights = useMe()?.rights ?? []
  const nav = useRef<HTMLElement>(null)
  // Where not all fit, the one that is open is in sight.
  useEffect(() => {
    const open = nav.current?.querySelector('[aria-current="page"]')
    open?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [rights.length])
  return (
    <Page {...rest}>
      <nav ref={nav} aria-label="Settings" className="-mt-2 overflow-x-auto border-b border-line">
        <ul className="flex gap-5">
          {places
            .filter(({ isFor }) => rights.includes(isFor))
            .map(({ to, label }) => (
              <li key={to}>
                <Link
                  to={to}
                  className="-mb-px block border-b-2 py-2.5 whitespace-nowrap"
                  activeProps={{ className: 'border-accent text-ink' }}
                  inactiveProps={{ className: 'border-transparent text-muted hover:text-ink' }}
                >
                  {label}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      {children}
    </Page>
  )
}
