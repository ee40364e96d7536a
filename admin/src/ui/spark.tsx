import { scaleOf } from './ticks.ts'

/**
 * A line the size of a word: how something went, without a scale.
 *
 * - `values`: in order of time, evenly spaced; null: nothing was measured
 * - `label`: what it shows, for those who do not see it ("Signals of the last 24 hours, 1,200 to 4,800")
 */
export function Spark(props: {
  readonly values: readonly (number | null)[]
  readonly label: string
}) {
  const { values, label } = props
  const known = values.filter((each) => each !== null)
  const x = scaleOf([0, Math.max(values.length - 1, 1)], [1, 79])
  const y = scaleOf([Math.min(0, ...known), Math.max(...known, 1e-9)], [19, 2])
  const parts: string[] = []
  values.forEach((value, index) => {
    if (value === null) return
    const starts = index === 0 || values[index - 1] === null
    parts.push(`${starts ? 'M' : 'L'}${x.at(index).toFixed(1)} ${y.at(value).toFixed(1)}`)
  })
  const last = known.at(-1)
  return (
    <svg role="img" aria-label={label} viewBox="0 0 80 20" className="inline-block h-5 w-20">
      <title>{label}</title>
      <path d="M1 19.5H79" className="stroke-line" />
      <path d={parts.join('')} className="fill-none stroke-series-1 stroke-[1.5]" />
      {last !== undefined && (
        <circle
          cx={x.at(values.lastIndexOf(last))}
          cy={y.at(last)}
          r="2"
          className="fill-series-1"
        />
      )}
    </svg>
  )
}
