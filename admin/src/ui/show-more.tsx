import { useLayoutEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { ReadOn } from './read-on.tsx'

/**
 * Stands at the end of a list that is read on by hand, as long as there is more of it. Whoever reads on by
 * the keyboard keeps their place: what comes in the place of the button takes the focus that went with it.
 */
export function ShowMore(props: {
  readonly label: string
  readonly isReading: boolean
  readonly onEnd: (() => void) | undefined
  readonly onReadOn: (() => void) | undefined
}) {
  const { label, isReading, onEnd, onReadOn } = props
  const [isUsed, use] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const stands = onReadOn ? 'failed' : onEnd || isReading ? 'more' : 'all'
  useLayoutEffect(() => {
    if (isUsed && document.activeElement === document.body)
      place.current?.querySelector<HTMLElement>('button, [tabindex]')?.focus()
  }, [isUsed, stands])
  if (stands === 'all' && !isUsed) return null
  return (
    <div ref={place} className="border-t border-line">
      {onReadOn ? (
        <ReadOn onReadOn={onReadOn} />
      ) : stands === 'more' ? (
        <div className="px-5 py-2.5">
          <Button
            small
            tone="quiet"
            busy={isReading}
            onClick={() => {
              use(true)
              onEnd?.()
            }}
          >
            {label}
          </Button>
        </div>
      ) : (
        <p tabIndex={-1} className="px-5 py-2.5 text-sm text-muted">
          That is all.
        </p>
      )}
    </div>
  )
}
