import { Badge } from '../ui/badge.tsx'
import type { Integration } from './types.ts'
import { pathWhen } from './words.ts'

const pathWord = {
  retry: 'try again',
  quarantine: 'hold back',
  fallback: 'fall back',
  pause: 'pause',
  review: 'review',
  ignore: 'leave out',
} as const

/** What happens in each way of failing, as the contract declares it. */
export function PathsList({ of: { paths } }: { readonly of: Integration }) {
  return (
    <ul>
      {paths.map((path) => (
        <li
          key={`${path.mode} ${path.face}`}
          className="grid gap-x-6 gap-y-1 border-t border-line px-5 py-3 first:border-t-0 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
        >
          <div>
            <p className="font-medium">{pathWhen(path)}</p>
            <p className="text-sm text-muted">{path.mode}</p>
          </div>
          <div className="flex items-start gap-3">
            <span className="w-20 shrink-0">
              <Badge>{pathWord[path.path]}</Badge>
            </span>
            <p className="text-pretty">{path.words}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
