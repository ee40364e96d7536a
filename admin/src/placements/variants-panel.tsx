import { Badge } from '../ui/badge.tsx'
import { Bars } from '../ui/bars.tsx'
import { formatPercent } from '../ui/format.ts'
import { Json } from '../ui/json.tsx'
import { Panel } from '../ui/panel.tsx'
import { formatShare, shareOf, type Exposures, type Placement } from './words.ts'

/** The variants: how often each may be shown by its weight, how often it was, and what it is. */
export function VariantsPanel(props: {
  readonly placement: Placement
  readonly exposures: Exposures | undefined
}) {
  const { placement, exposures } = props
  const { variants, fallback, coverage, experiment } = placement
  const shownOf = (name: string): number =>
    exposures?.variants.find(({ variant }) => variant === name)?.shown ?? 0
  return (
    <Panel
      title="Variants"
      aside={experiment ? `compared by the experiment ${experiment}` : undefined}
      footer={
        coverage < 1
          ? `A choice is made for ${formatPercent(coverage)} of visitors; the others see ${fallback}.`
          : 'Shares hold where nothing is restricted; elsewhere the allowed variants share by their weights.'
      }
    >
      <Bars
        label="The share of visitors that each weight stands for"
        head={['Variant', 'Share by weight']}
        sorted={false}
        format={(share) => formatPercent(share)}
        bars={variants.map(({ name }) => ({
          id: name,
          label: name,
          value: shareOf(placement, name),
          about: exposures
            ? `by weight; ${formatShare(shownOf(name), exposures.shown)} of what was shown`
            : 'by weight',
        }))}
      />
      <ul className="mt-5 grid gap-4 md:grid-cols-2">
        {variants.map(({ name, content }) => (
          <li key={name} className="min-w-0">
            <p className="mb-1.5 flex items-center gap-2">
              {name}
              {name === fallback && <Badge>fallback</Badge>}
            </p>
            <Json value={content} label={`What pages get for ${name}`} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
