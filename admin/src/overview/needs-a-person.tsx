import { useSuspenseQuery } from '@tanstack/react-query'
import { urgencyOf } from '../desk/urgency.ts'
import { Age } from '../ui/age.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { Mark } from '../ui/mark.tsx'
import { Panel } from '../ui/panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { Go } from './go.tsx'
import { urgentExceptions, type Exception } from './urgent.ts'

/** The exceptions that are due first; each opens at the desk. */
export function NeedsAPerson({ open }: { readonly open: number }) {
  const {
    data: { exceptions },
  } = useSuspenseQuery(urgentExceptions)
  const now = useNow()
  return (
    <Panel
      flush
      title="Needs a person"
      aside={
        <Go
          target={{ to: '/desk' }}
          className="flex items-center gap-1.5 rounded-sm hover:text-ink"
        >
          {open > exceptions.length ? `All ${open} at the desk` : 'Open the desk'}
          <KeyHint keys="g d" />
        </Go>
      }
    >
      {exceptions.length === 0 ? (
        <p className="border-t border-line px-5 py-6 text-muted">
          Nothing. What fails and needs a person comes here, with an owner and a time by which it is
          due.
        </p>
      ) : (
        <ul>
          {exceptions.map((each) => (
            <li key={each.id}>
              <Row exception={each} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Row({ exception, now }: { readonly exception: Exception; readonly now: number }) {
  const { id, title, contract, mode, owner, firstAt, dueAt } = exception
  const [tone, word] = urgencyOf(exception, now)
  return (
    <Go
      target={{ to: '/desk/$id', params: { id: String(id) } }}
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 border-t border-line px-5 py-3 hover:bg-sunk focus-visible:-outline-offset-2 sm:grid-cols-[auto_minmax(0,1fr)_auto]"
    >
      <span className="flex h-5 items-center">
        <Mark tone={tone} word={word} />
      </span>
      <span className="min-w-0">
        <span className="block text-pretty break-words">{title}</span>
        <span className="block text-sm break-words text-muted">
          {[contract, mode, `owner ${owner}`].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="col-start-2 text-sm whitespace-nowrap text-muted sm:col-start-3">
        <Age at={firstAt} still /> · <Age at={dueAt} due still />
      </span>
    </Go>
  )
}
