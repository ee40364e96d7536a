import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatCount, formatMany, formatMoment } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { Freshness } from './freshness.tsx'
import type { Integration } from './types.ts'
import { durationText, sourceText } from './words.ts'

const linkClass = 'text-accent underline-offset-2 hover:underline'

const keepText = {
  latest: 'A record that comes again replaces the one before',
  first: 'An event counts once, however often it comes',
} as const

/** What is agreed, in words. */
export function PromisePanel({ of: it }: { readonly of: Integration }) {
  return (
    <Panel title="The promise" aside={`${it.systemTitle}, version ${it.version}`}>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-3">
        <Line term="Freshness">
          <Freshness of={it} />
        </Line>
        {it.freshness.dueAt && (
          <Line term={it.freshness.state === 'late' ? 'Late since' : 'Next due'}>
            {formatMoment(it.freshness.dueAt)}
          </Line>
        )}
        <Line term="Comes from">
          {it.sources.length === 0 && 'Linchpin itself, or whoever calls its door'}
          {it.sources.map((source) => (
            <p key={source.name}>
              {sourceText(source)}
              {source.name !== it.contract && <span className="text-muted"> ({source.name})</span>}
            </p>
          ))}
        </Line>
        <Line term="Again">{keepText[it.keep]}</Line>
        {it.call && (
          <Line term="Calls">
            An answer within {durationText(it.call.timeout)}
            {it.call.budget &&
              `, at most ${formatCount(it.call.budget.calls)} a ${it.call.budget.per}`}
            <span className="text-muted"> (declared; nothing calls this system yet)</span>
          </Line>
        )}
        <Line term="Owner">{it.owner}</Line>
        <Line term="At the desk">
          {it.open === 0 ? (
            'Nothing'
          ) : (
            <Link to="/desk" search={{ contract: it.contract }} className={linkClass}>
              {formatMany(it.open, 'exception')}
            </Link>
          )}
        </Line>
        {it.runbook && (
          <Line term="Runbook">
            <Link
              from="/integrations/$contract"
              search={(now) => ({ ...now, runbook: true })}
              resetScroll={false}
              className={linkClass}
            >
              <code className="font-mono text-sm break-all">{it.runbook}</code>
            </Link>
          </Line>
        )}
        {it.decision && (
          <Line term="Decided in">
            <Link to="/decisions/$id" params={{ id: it.decision }} className={linkClass}>
              Decision {it.decision}
            </Link>
          </Line>
        )}
      </dl>
    </Panel>
  )
}

const Line = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-muted">{term}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
)
