import { FigureButton } from '../reports/figure-button.tsx'
import type { Figure } from '../reports/figure-drawer.tsx'
import { Badge } from '../ui/badge.tsx'
import { Interval } from '../ui/interval.tsx'
import { formatCount, formatPercent } from '../ui/format.ts'
import { inHundred, ofHundred, type Experiment, type ExperimentArm } from './words.ts'

/** The arms, the control first: a few rows, so a plain table. */
export function ArmsTable(props: {
  readonly experiment: Experiment
  readonly onOpen: (figure: Figure) => void
}) {
  const { experiment, onOpen } = props
  const { arms, control } = experiment
  const reach = Math.max(
    ...arms.flatMap(({ compared }) =>
      compared ? [Math.abs(compared.low), Math.abs(compared.high)] : [],
    ),
    0,
  )
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-136">
        <thead>
          <tr className="border-b border-line text-left text-sm text-muted">
            <th className="px-5 py-2 font-normal">Variant</th>
            <th className="px-2 py-2 text-right font-normal">Visitors</th>
            <th className="px-2 py-2 text-right font-normal">Reached the goal</th>
            <th className="px-2 py-2 text-right font-normal">Conversion</th>
            <th className="w-2/5 px-5 py-2 font-normal">Against {control}</th>
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => (
            <tr key={arm.arm} className="border-b border-line last:border-b-0">
              <th scope="row" className="px-5 py-2.5 text-left font-medium">
                {arm.arm} {arm.arm === control && <Badge>Control</Badge>}
              </th>
              <td className="px-2 py-2.5 text-right">
                <FigureButton
                  label={`Visitors of ${arm.arm}: ${formatCount(arm.units)}`}
                  onOpen={() => onOpen({ column: 'units', group: arm.arm })}
                >
                  {formatCount(arm.units)}
                </FigureButton>
              </td>
              <td className="px-2 py-2.5 text-right">
                <FigureButton
                  label={`Visitors of ${arm.arm} who reached the goal: ${formatCount(arm.conversions)}`}
                  onOpen={() => onOpen({ column: 'conversions', group: arm.arm })}
                >
                  {formatCount(arm.conversions)}
                </FigureButton>
              </td>
              <td className="px-2 py-2.5 text-right">
                {formatPercent(arm.conversion, { digits: 2 })}
              </td>
              <td className="px-5 py-2.5">
                <Against arm={arm} control={control} reach={reach} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Against(props: {
  readonly arm: ExperimentArm
  readonly control: string
  readonly reach: number
}) {
  const { arm, control, reach } = props
  const { compared, refused } = arm
  if (arm.arm === control) return <span className="text-muted">–</span>
  if (!compared) {
    return (
      <span className="text-muted">
        {refused === 'no-units'
          ? 'A variant has no visitors yet'
          : 'Somebody must convert first, and somebody not'}
      </span>
    )
  }
  return (
    <div className="flex flex-col gap-0.5">
      <span>
        {inHundred(compared.estimate)}
        <span className="text-muted">
          , between {ofHundred(compared.low)} and {ofHundred(compared.high)}
        </span>
      </span>
      <Interval
        low={compared.low}
        high={compared.high}
        value={compared.estimate}
        format={inHundred}
        label={`${arm.arm} against ${control}`}
        domain={[-reach, reach]}
      />
    </div>
  )
}
