import { Panel } from '../ui/panel.tsx'
import { RecordText } from './record-text.tsx'

/**
 * What was written down when it failed. What speaks of a held record is left out: the
 * records themselves are shown, each with its reason; retries are told above, in words.
 */
export function DetailList(props: {
  readonly detail: Readonly<Record<string, unknown>>
  readonly isHeld: boolean
}) {
  const { detail, isHeld } = props
  const fields = Object.entries(detail).filter(
    ([name, value]) =>
      value !== '' &&
      name !== 'retries' &&
      !(isHeld && ['sample', 'field', 'reason'].includes(name)),
  )
  if (fields.length === 0) return null
  return (
    <Panel title="What was seen">
      <dl className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-6 gap-y-2">
        {fields.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">
              {value !== null && typeof value === 'object' ? (
                <RecordText text={JSON.stringify(value)} at="" label={name} />
              ) : (
                String(value)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
