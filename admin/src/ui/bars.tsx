import { Figure } from './figure.tsx'
import { formatCount } from './format.ts'
import { scaleOf } from './ticks.ts'

/** One bar: its name, its length, and what to know about it. */
export interface Bar {
  readonly id: string
  readonly label: string
  readonly value: number
  /** Muted, after the value: "9 posts". */
  readonly about?: string | undefined
  /** Stands out: the accent; the others are quiet then. */
  readonly chosen?: boolean | undefined
}

/**
 * Lying bars from a common zero, the longest first, each with its name and value beside it.
 *
 * - `label`: what they show, in a sentence; `head`: [what is named, what is measured] for the table
 * - `format`: writes a value; `sorted={false}` keeps the order given (steps, times)
 * - `onOpen(id)`: opens what a bar stands for
 */
export function Bars(props: {
  readonly label: string
  readonly head: readonly [string, string]
  readonly bars: readonly Bar[]
  readonly format?: ((value: number) => string) | undefined
  readonly sorted?: boolean | undefined
  readonly onOpen?: ((id: string) => void) | undefined
}) {
  const { label, head, bars, format = formatCount, sorted = true, onOpen } = props
  const shown = sorted ? [...bars].sort((a, b) => b.value - a.value) : bars
  const values = bars.map(({ value }) => value)
  const isFlat = values.every((value) => value === 0)
  // No scale is written, so the longest takes all the room; nothing but noughts take none.
  const { at } = scaleOf([Math.min(0, ...values), isFlat ? 1 : Math.max(0, ...values)], [0, 100])
  const singled = bars.some(({ chosen }) => chosen)
  return (
    <Figure label={label} twin={{ head, rows: shown.map((bar) => [bar.label, format(bar.value)]) }}>
      <ul
        aria-label={label}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1.5 sm:grid-cols-[minmax(6rem,11rem)_minmax(0,1fr)_auto]"
      >
        {shown.map((bar) => {
          const body = <Line bar={bar} at={at} format={format} quiet={singled && !bar.chosen} />
          return (
            <li key={bar.id} className="col-span-full grid grid-cols-subgrid">
              {onOpen ? (
                <button
                  type="button"
                  onClick={() => onOpen(bar.id)}
                  className="col-span-full -mx-2 grid grid-cols-subgrid rounded-md px-2 py-0.5 text-left hover:bg-sunk"
                >
                  {body}
                </button>
              ) : (
                <div className="col-span-full grid grid-cols-subgrid py-0.5">{body}</div>
              )}
            </li>
          )
        })}
      </ul>
    </Figure>
  )
}

function Line(props: {
  readonly bar: Bar
  readonly at: (value: number) => number
  readonly format: (value: number) => string
  readonly quiet: boolean
}) {
  const { bar, at, format, quiet } = props
  const [from, to] = [at(Math.min(bar.value, 0)), at(Math.max(bar.value, 0))]
  return (
    <span className="col-span-full grid grid-cols-subgrid items-center">
      <span className="truncate" title={bar.label}>
        {bar.label}
      </span>
      <svg
        aria-hidden
        className="order-last col-span-2 h-2 w-full sm:order-none sm:col-span-1 sm:h-3"
        preserveAspectRatio="none"
      >
        <rect
          x={`${from}%`}
          width={`${Math.max(to - from, 0.3)}%`}
          height="100%"
          rx="2"
          className={quiet ? 'fill-edge' : bar.value < 0 ? 'fill-warn' : 'fill-series-1'}
        />
      </svg>
      <span className="text-right max-sm:max-w-44 sm:min-w-16 sm:whitespace-nowrap">
        {format(bar.value)}
        {bar.about && <span className="text-sm text-muted max-sm:block sm:ml-2">{bar.about}</span>}
      </span>
    </span>
  )
}
