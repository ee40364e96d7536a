import { useMemo } from 'react'
import { formatCalendarDay, formatMany } from '../ui/format.ts'
import { Lines } from '../ui/lines.tsx'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import { pointsOf, reachOf } from './curve.ts'
import { ofHundred, type Experiment, type ExperimentArm } from './words.ts'

/** The always-valid interval of an arm against the control, day by day. */
export function Curve(props: {
  readonly experiment: Experiment
  /** The arm that is chosen; else the one furthest ahead. */
  readonly arm: string | undefined
  readonly onChoose: (arm: string) => void
}) {
  const { experiment, arm, onChoose } = props
  const { arms, control, days, alpha } = experiment
  const others = arms.filter((each) => each.arm !== control)
  const drawn = (others.find((each) => each.arm === arm) ?? leading(others))?.arm
  const points = useMemo(() => (drawn === undefined ? [] : pointsOf(days, drawn)), [days, drawn])
  if (drawn === undefined) return null
  const reach = reachOf(points)
  const [first] = days
  const known = points.filter((each) => each.value !== null).length
  return (
    <Panel
      title={`How sure we were, day by day: ${drawn} against ${control}`}
      aside={
        others.length > 1 && (
          <Select
            aria-label="The variant whose interval is drawn"
            value={drawn}
            options={others.map((each) => ({ value: each.arm, label: each.arm }))}
            onChoose={onChoose}
          />
        )
      }
      footer={
        <span className="max-w-prose text-pretty">
          The band holds the true difference on every day at once, with a chance of{' '}
          {100 - alpha * 100}
          %: that is why looking each day does no harm. A usual test that is looked at each day
          raises a false alarm in about every third experiment without any effect.
        </span>
      }
    >
      {known < 2 ? (
        <p className="text-muted">
          {known === 0 ? 'No day can be compared yet' : 'One day can be compared so far'}
          {first && `, ${formatMany(days.length, 'day')} after ${formatCalendarDay(first.day)}`}.
          The band is drawn from the second on.
        </p>
      ) : (
        <>
          <p className="mb-1 text-sm text-muted">
            More of 100 visitors who convert with {drawn} than with {control}
          </p>
          <Lines
            label={`How much more of 100 visitors convert with ${drawn} than with ${control}, and between what it lies`}
            series={[{ id: drawn, label: drawn, points }]}
            format={ofHundred}
            level={{ value: 0, label: 'no difference' }}
            within={[-reach, reach]}
            height={264}
          />
        </>
      )}
    </Panel>
  )
}

/** The arm that is furthest ahead: the one that a decision would be about. */
function leading(arms: readonly ExperimentArm[]): ExperimentArm | undefined {
  const ahead = ({ compared }: ExperimentArm) => compared?.estimate ?? Number.NEGATIVE_INFINITY
  return arms.toSorted((a, b) => ahead(b) - ahead(a))[0]
}
