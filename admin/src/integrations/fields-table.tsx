import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { formatMany } from '../ui/format.ts'
import type { Integration } from './types.ts'
import { fieldsOf, type FieldRow } from './words.ts'

/** The fields that are agreed, beside the columns that the files had last. */
export function FieldsTable({ of: it }: { readonly of: Integration }) {
  const fields = fieldsOf(it)
  const [last] = it.columns
  return (
    <div>
      <p className="border-b border-line px-5 py-3 text-muted text-pretty">
        {last ? (
          <>
            {findingOf(fields)} Its files were read <Age at={last.seenAt} ago />.
          </>
        ) : (
          'What a record holds, as it is agreed.'
        )}
      </p>
      <table className="w-full text-left">
        <caption className="sr-only">Fields</caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="px-5 py-2 font-normal">
              Field
            </th>
            <th scope="col" className="px-2 py-2 font-normal">
              Holds
            </th>
            {last && (
              <th scope="col" className="px-5 py-2 text-right font-normal">
                In the files
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name} className="border-t border-line">
              <th scope="row" className="px-5 py-2 font-mono text-sm font-normal break-all">
                {last && (
                  <span aria-hidden className="inline-block w-4 text-muted">
                    {signOf(field)}
                  </span>
                )}
                {field.name}
              </th>
              <td className="px-2 py-2">
                {field.holds}
                {field.declared && !field.required && (
                  <span className="text-muted">, may be absent</span>
                )}
              </td>
              {last && (
                <td className="px-5 py-2 text-right">
                  <Seen field={field} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const signOf = ({ declared, seen }: FieldRow): string => {
  if (!declared) return '+'
  return seen === false ? '−' : ''
}

function Seen({ field: { declared, seen, required } }: { readonly field: FieldRow }) {
  if (!declared) return <Badge tone="warn">added</Badge>
  if (seen) return <span className="text-muted">yes</span>
  return <Badge tone={required ? 'bad' : 'plain'}>{required ? 'gone' : 'absent'}</Badge>
}

function findingOf(fields: readonly FieldRow[]): string {
  const added = fields.filter(({ declared }) => !declared).length
  const absent = fields.filter(({ declared, seen }) => declared && !seen).length
  if (added === 0 && absent === 0)
    return 'The files have the fields that are agreed, and no others.'
  const parts = [
    ...(added > 0 ? [`${formatMany(added, 'column')} that nobody agreed on`] : []),
    ...(absent > 0 ? [`not ${formatMany(absent, 'field')} that may come`] : []),
  ]
  return `The files have ${parts.join(', and ')}.`
}
