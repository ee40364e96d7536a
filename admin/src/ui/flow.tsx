import { Fragment, type ReactNode } from 'react'
import { Mark, type Tone } from './mark.tsx'

/** One stage of a Flow. */
export interface Stage {
  readonly id: string
  readonly label: string
  readonly value: ReactNode
  readonly about: ReactNode
  readonly tone?: Tone | undefined
  /** What the mark means: "2 things need a person". */
  readonly toneWord?: string | undefined
}

const boxClass =
  'relative flex h-full min-w-0 flex-col rounded-lg border border-line bg-sunk px-3.5 py-3'

/**
 * Stages one after the other, and the way back: the picture of a loop. Side by side where there is
 * room, below one another where there is not.
 *
 * - `stages`: in order
 * - `wrap`: makes a stage a link: (stage, content, className) => element; the className is the box's
 * - `back`: what returns from the last stage to the first, in words
 */
export function Flow(props: {
  readonly label: string
  readonly stages: readonly Stage[]
  readonly wrap?: ((stage: Stage, content: ReactNode, className: string) => ReactNode) | undefined
  readonly back: ReactNode
}) {
  const { label, stages, wrap, back } = props
  return (
    <div className="@container">
      <ol
        aria-label={label}
        className="flex flex-col @3xl:grid @3xl:auto-cols-fr @3xl:grid-flow-col @3xl:gap-x-8"
      >
        {stages.map((stage, at) => (
          <li key={stage.id} className="relative min-w-0">
            {at > 0 && <Arrow />}
            {wrap ? (
              wrap(stage, <Content stage={stage} />, `${boxClass} hover:border-edge`)
            ) : (
              <div className={boxClass}>
                <Content stage={stage} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <Return count={stages.length} />
      <p className="text-center text-sm text-muted text-pretty">{back}</p>
    </div>
  )
}

function Content({ stage }: { readonly stage: Stage }) {
  const { label, value, about, tone, toneWord } = stage
  return (
    <Fragment>
      <span className="flex items-center justify-between gap-2 text-sm text-muted">
        {label}
        {tone && tone !== 'plain' && <Mark tone={tone} word={toneWord} />}
      </span>
      <span className="text-2xl font-semibold tracking-tight tabular-nums">{value}</span>
      <span className="text-xs leading-5 text-muted">{about}</span>
    </Fragment>
  )
}

/** From the stage before: at the left where they stand side by side, else above. */
function Arrow() {
  return (
    <>
      <svg
        aria-hidden
        viewBox="0 0 8 24"
        className="mx-auto h-6 w-2 fill-edge stroke-edge @3xl:hidden"
      >
        <path d="M4 0v18" className="fill-none" />
        <path d="M4 23 .5 16h7z" stroke="none" />
      </svg>
      <svg
        aria-hidden
        viewBox="0 0 32 8"
        className="absolute top-1/2 -left-8 hidden h-2 w-8 -translate-y-1/2 fill-edge stroke-edge @3xl:block"
      >
        <path d="M0 4h26" className="fill-none" />
        <path d="M31 4 24 .5v7z" stroke="none" />
      </svg>
    </>
  )
}

/** The way back, from under the last stage to under the first. */
function Return({ count }: { readonly count: number }) {
  const half = 50 / count
  return (
    <div aria-hidden className="relative mt-1 h-6 @3xl:mt-0 @3xl:mb-2 @3xl:h-14">
      <svg viewBox="0 0 8 24" className="mx-auto h-6 w-2 fill-edge stroke-edge @3xl:hidden">
        <path d="M4 24V5" className="fill-none" strokeDasharray="3 3" />
        <path d="M4 0 .5 7h7z" stroke="none" />
      </svg>
      <div
        className="absolute top-0 bottom-0 hidden rounded-b-lg border border-t-0 border-edge @3xl:block"
        style={{ left: `${half}%`, right: `${half}%` }}
      />
      <svg
        viewBox="0 0 8 8"
        className="absolute top-0.5 hidden size-2 -translate-x-1/2 fill-edge @3xl:block"
        style={{ left: `calc(${half}% + 0.5px)` }}
      >
        <path d="M4 0 .5 7.5h7z" />
      </svg>
    </div>
  )
}
