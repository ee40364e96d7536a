import { useQuery } from '@tanstack/react-query'
import { Link, useRouter, type LinkProps } from '@tanstack/react-router'
import { cx } from '../ui/cx.ts'
import { formatCount } from '../ui/format.ts'
import { placeGroups, type Place } from './places.ts'
import { query } from './query.ts'

/** The places that exist, in their groups. */
export function usePlaces(): readonly (readonly Place[])[] {
  const { routesByPath } = useRouter()
  return placeGroups
    .map((group) => group.filter(({ to }) => to in routesByPath))
    .filter((group) => group.length > 0)
}

/** The way to every screen: the stages of the loop, their guardians, and the settings. */
export function Navigation({ onChoose }: { readonly onChoose?: () => void }) {
  const groups = usePlaces()
  return (
    <nav aria-label="Screens" className="flex flex-col gap-5">
      {groups.map((group) => (
        <ul key={group[0]!.to} className="flex flex-col gap-0.5">
          {group.map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}

function PlaceLink({
  place: { to, label },
  onChoose,
}: {
  readonly place: Place
  readonly onChoose: (() => void) | undefined
}) {
  return (
    <Link
      {...({ to } as LinkProps)}
      // Where one is, with all that lies under it; the overview is over everything.
      activeOptions={{ exact: to === '/', includeSearch: false }}
      onClick={onChoose}
      className="flex min-h-8 items-center justify-between rounded-md px-2.5 py-1.5"
      activeProps={{ className: 'bg-accent-soft text-ink' }}
      inactiveProps={{ className: 'text-muted hover:bg-ink/5 hover:text-ink' }}
    >
      {label}
      {to === '/desk' && <DeskCount />}
    </Link>
  )
}

function DeskCount() {
  const { data } = useQuery(query('showStatus'))
  const open = data?.desk.open ?? 0
  if (open === 0) return null
  const overdue = data?.desk.overdue ?? 0
  return (
    <span className={cx('font-semibold', overdue > 0 ? 'text-bad' : 'text-warn')}>
      {formatCount(open)}
      <span className="sr-only"> open{overdue > 0 && `, ${formatCount(overdue)} overdue`}</span>
    </span>
  )
}
