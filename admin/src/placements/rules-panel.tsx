import { Bars } from '../ui/bars.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import {
  fallbacksOf,
  listOf,
  reasonOf,
  regionName,
  type Exposures,
  type Placement,
} from './words.ts'

/** What may not be shown where, and why; and how often nothing but the fallback could be shown. */
export function RulesPanel(props: {
  readonly placement: Placement
  readonly exposures: Exposures
}) {
  const { placement, exposures } = props
  const { restrictions, fallbacks } = exposures
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Panel title="Restrictions" aside="As the workspace has them today" flush>
        {restrictions.length === 0 ? (
          <p className="px-5 pb-5 text-muted">Every variant may be shown everywhere.</p>
        ) : (
          <ul>
            {restrictions.map(({ regions, variants, because, held }, n) => (
              <li key={n} className="border-t border-line px-5 py-3">
                <p>
                  No <span className="font-semibold">{listOf(variants)}</span> in{' '}
                  {listOf(regions.map(regionName))}: {because}
                </p>
                <p className="text-sm text-muted">
                  held for {formatMany(held, 'view')}, those without a known region included
                </p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel
        title="Fallbacks"
        aside={fallbacks.length > 0 ? `${formatCount(fallbacksOf(exposures))} in all` : undefined}
      >
        {fallbacks.length === 0 ? (
          <p className="text-muted">
            {exposures.shown === 0
              ? `Where no choice can be made, ${placement.fallback} is shown.`
              : 'A choice could be made each time.'}
          </p>
        ) : (
          <>
            <Bars
              label="How often the fallback was shown, by reason"
              head={['Reason', 'Shown']}
              bars={fallbacks.map(({ reason, shown }) => ({
                id: reason,
                label: reason,
                value: shown,
              }))}
            />
            <dl className="mt-4 flex flex-col gap-1 text-sm text-muted">
              {fallbacks.map(({ reason }) => (
                <div key={reason} className="flex flex-wrap gap-x-1.5">
                  <dt className="font-medium text-ink">{reason}:</dt>
                  <dd>{reasonOf(reason)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Panel>
    </div>
  )
}
