import { scaleOf } from './ticks.ts'

/**
 * A line the size of a word: how something went, without a scale.
 *
 * - `values`: in order of time, evenly spaced
 * - `label`: what it shows, for those who do not see it ("Signals of the last 24 hours, 1,200 to 4,800")
 */
export function Spark(props: { readonly values: readonly number[]; readonly label: string }) {
  const { values, label } = props
  const x = scaleOf([0, Math.max(values.length - 1, 1)], [1, 79])
  const y = scaleOf([Math.min(0, ...values), Math.max(...values, 1e-9)], [19, 2])
  const points = values.map((value, n) => `${x.at(n).toFixed(1)} ${y.at(value).toFixed(1)}`)
  const last = values.at(-1)
  return (
    <svg role="img" aria-label={label} viewBox="0 0 80 20" className="inline-block h-5 w-20">
      <title>{label}</title>
      <path d="M1 19.5H79" className="stroke-line" />
      <polyline points={points.join(' ')} className="fill-none stroke-series-1 stroke-[1.5]" />
      {last !== undefined && (
        <circle cx={x.at(values.length - 1)} cy={y.at(last)} r="2" className="fill-series-1" />
      )}
    </svg>
  )
}
