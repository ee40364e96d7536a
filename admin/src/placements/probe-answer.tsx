import type { Answer } from '../app/index.ts'
import { Badge } from '../ui/badge.tsx'
import { cx } from '../ui/cx.ts'
import { formatCount, formatPercent } from '../ui/format.ts'
import { listOf, reasonOf, regionName } from './words.ts'

type Probe = Answer<'probe'>
type Explanation = NonNullable<Probe['app']>

/** What the edge said; where it is silent, what the app's own table would say, called by its name. */
export function ProbeAnswer({ probe }: { readonly probe: Probe }) {
  const { edge, app, agree } = probe
  if (edge.explanation) {
    return (
      <div className="flex flex-col gap-3">
        {agree === false && <Disagreement probe={probe} />}
        <Explained
          explanation={edge.explanation}
          region={edge.explanation.region}
          by={`The edge at ${hostOf(edge.url)} shows`}
        />
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">
        The edge{edge.url ? ` at ${hostOf(edge.url)}` : ''} gave no answer: {edge.trouble}. What
        follows is not what visitors see now; it is what the app’s own table would say.
      </p>
      {app ? (
        <Explained explanation={app} by="The app’s table would show" />
      ) : (
        <p>The app’s table has no such placement: publish it first.</p>
      )}
    </div>
  )
}

function Disagreement({ probe }: { readonly probe: Probe }) {
  const [theirs, ours] = [probe.edge.explanation?.choice, probe.app?.choice]
  if (!theirs || !ours) return null
  return (
    <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">
      {theirs.table === ours.table
        ? `Both have version ${ours.table} and say different things: the app says ${ours.variant}. One of them runs other code.`
        : `The edge serves version ${theirs.table}, and version ${ours.table} is published: it has not taken it over yet. The app’s table says ${ours.variant}.`}
    </p>
  )
}

function Explained(props: {
  readonly explanation: Explanation
  readonly region?: string | undefined
  readonly by: string
}) {
  const { explanation, region, by } = props
  const { choice, bucket, arms, restricted } = explanation
  const reason = choice.fallback
    ? `It is the fallback: ${reasonOf(choice.fallback)}.`
    : `Their number is ${formatCount(bucket)} of 10,000, which falls to this variant; ${formatPercent(choice.propensity)} of visitors from there see it.`
  return (
    <>
      <p>
        {by} <span className="text-lg font-semibold">{choice.variant}</span>{' '}
        <span className="text-muted">
          from version {choice.table} of the variant table
          {region ? `, to somebody from ${regionName(region)}` : ', to somebody from nowhere known'}
        </span>
      </p>
      <p>{reason}</p>
      {arms.length > 0 && <Range arms={arms} bucket={bucket} />}
      {restricted.length > 0 && (
        <div>
          <p className="text-sm text-muted">
            {region ? 'Not allowed there' : 'The region is not known, so every restriction holds'}
          </p>
          <ul className="mt-1 flex flex-col gap-1">
            {restricted.map(({ variants, regions, because }, n) => (
              <li key={n}>
                <span className="font-semibold">{listOf(variants)}</span> in{' '}
                {listOf(regions.map(regionName))}: {because}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** Who gets what: the ten thousand numbers, parted among the variants, and where this one falls. */
function Range(props: { readonly arms: Explanation['arms']; readonly bucket: number | undefined }) {
  const { arms, bucket } = props
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Which numbers see which variant">
      {arms.map(({ variant, from, to, propensity }) => {
        const isTheirs = bucket !== undefined && bucket >= from && bucket < to
        return (
          <li
            key={variant}
            className={cx(
              'flex items-center gap-2 rounded-md border px-3 py-1.5 text-sm',
              isTheirs ? 'border-accent' : 'border-line text-muted',
            )}
          >
            {variant} {formatCount(from)} to {formatCount(to - 1)} · {formatPercent(propensity)}
            {isTheirs && <Badge tone="accent">this one</Badge>}
          </li>
        )
      })}
    </ul>
  )
}

const hostOf = (url: string | null): string => (url && URL.canParse(url) ? new URL(url).host : '')
