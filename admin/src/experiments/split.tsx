import { formatCount, formatPercent } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { Experiment } from './words.ts'

/** Below this, chance alone does not explain the split. The API says the same in its sentence. */
const worst = 0.001

/** Whether each variant got the share of visitors that was planned. */
export function Split({ experiment }: { readonly experiment: Experiment }) {
  const { arms, sampleRatio, units } = experiment
  const holds = sampleRatio >= worst
  return (
    <Panel
      title={
        units === 0
          ? 'The split'
          : holds
            ? 'The split is as planned'
            : 'The split is not as planned'
      }
      footer={
        units > 0 &&
        (holds
          ? chance(sampleRatio)
          : 'However often one looks, chance alone does this less than once in 1,000 experiments: trust no figure here until the reason is found.')
      }
    >
      {units === 0 ? (
        <p className="text-muted">Nobody has been dealt a variant yet.</p>
      ) : (
        <table className="w-full">
          <thead>
            <tr className="text-left text-sm text-muted">
              <th className="pb-1.5 font-normal">Variant</th>
              <th className="pb-1.5 text-right font-normal">Planned</th>
              <th className="pb-1.5 text-right font-normal">Had</th>
              <th className="pb-1.5 text-right font-normal">Share</th>
            </tr>
          </thead>
          <tbody>
            {arms.map(({ arm, units: had, expected }) => (
              <tr key={arm} className="border-t border-line">
                <td className="py-1.5">{arm}</td>
                <td className="py-1.5 text-right text-muted">
                  {formatCount(Math.round(expected))}
                </td>
                <td className="py-1.5 text-right">{formatCount(had)}</td>
                <td className="py-1.5 text-right">{formatPercent(had / units)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

const chance = (p: number): string =>
  p >= 0.995
    ? 'It is no more uneven than chance makes it.'
    : `However often one looks, chance alone comes to this in at most ${formatPercent(p, { digits: p < 0.1 ? 1 : 0 })} of experiments.`
