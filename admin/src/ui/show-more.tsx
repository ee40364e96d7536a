import { Button } from './button.tsx'
import { ReadOn } from './read-on.tsx'

/** Stands at the end of a list that is read on by hand, as long as there is more of it. */
export function ShowMore(props: {
  readonly label: string
  readonly isReading: boolean
  readonly onEnd: (() => void) | undefined
  readonly onReadOn: (() => void) | undefined
}) {
  const { label, isReading, onEnd, onReadOn } = props
  if (onReadOn) return <ReadOn onReadOn={onReadOn} />
  if (!onEnd && !isReading) return null
  return (
    <div className="border-t border-line px-5 py-2.5">
      <Button small tone="quiet" busy={isReading} onClick={() => onEnd?.()}>
        {label}
      </Button>
    </div>
  )
}
