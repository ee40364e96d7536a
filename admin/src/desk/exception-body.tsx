import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useActions, useMay, type Action, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { formatMany } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { RunbookText } from '../ui/runbook-text.tsx'
import { DeedDialog, type Deed } from './deed-dialog.tsx'
import { reopen } from './desk-deeds.ts'
import { DetailList } from './detail-list.tsx'
import { HeldRecords } from './held-records.tsx'
import { History } from './history.tsx'
import { NextSteps } from './next-steps.tsx'
import { ReadAgain } from './read-again.tsx'

type Shown = Answer<'showException'>

/** What to do, what comes next, what is held, what was tried, and what to read. */
export function ExceptionBody({ exception }: { readonly exception: Shown }) {
  const { id, state, held, reason, resolvedBy, suggestion } = exception
  const [deed, setDeed] = useState<Deed>()
  const begins = (kind: Deed['kind']) => () => setDeed({ kind, targets: [exception] })
  const isOpen = state === 'open'
  const mayOperate = useMay('operate')
  const putBack = (): void => void reopen([id])
  useActions(!mayOperate ? [] : isOpen ? deeds(begins, held.held) : [backAction(putBack)])
  const wasHeld = held.held + held.replayed + held.dismissed > 0
  return (
    <>
      <Panel title={isOpen ? 'What to do first' : 'It is resolved'}>
        <p className="max-w-prose text-pretty">
          {isOpen ? suggestion?.words : `${resolvedBy}: ${reason}`}
        </p>
        <div className="mt-4 flex flex-wrap gap-2">
          {!mayOperate ? (
            <p className="text-muted">Your role may look at it; an operator can act on it.</p>
          ) : isOpen ? (
            <>
              {held.held > 0 && (
                <Button tone="main" keys="p" onClick={begins('replay')}>
                  Replay {formatMany(held.held, 'record')}
                </Button>
              )}
              {exception.source && <ReadAgain source={exception.source} />}
              <Button
                tone={suggestion?.action === 'resolve' ? 'main' : 'plain'}
                keys="r"
                onClick={begins('resolve')}
              >
                Resolve
              </Button>
              <Button keys="a" onClick={begins('assign')}>
                Assign
              </Button>
            </>
          ) : (
            <Button keys="u" onClick={putBack}>
              Put back on the desk
            </Button>
          )}
        </div>
      </Panel>
      {wasHeld && <HeldRecords exception={exception} />}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Panel title="What happens next">
          <NextSteps exception={exception} />
        </Panel>
        <Panel title="What was tried">
          <History exception={exception} />
        </Panel>
      </div>
      <DetailList detail={exception.detail} isHeld={wasHeld} />
      <ToRead exception={exception} />
      <DeedDialog deed={deed} onClose={() => setDeed(undefined)} onDone={() => {}} />
    </>
  )
}

const deeds = (begins: (kind: Deed['kind']) => () => void, held: number): Action[] => [
  { label: 'Resolve this exception', keys: 'r', group: 'Desk', run: begins('resolve') },
  { label: 'Assign it to somebody else', keys: 'a', group: 'Desk', run: begins('assign') },
  { label: 'Comment on it', keys: 'c', group: 'Desk', run: begins('comment') },
  ...(held > 0
    ? [{ label: 'Replay what is held', keys: 'p', group: 'Desk', run: begins('replay') }]
    : []),
]

const backAction = (run: () => void): Action => ({
  label: 'Put it back on the desk',
  keys: 'u',
  group: 'Desk',
  run,
})

/** The runbook and the decision that the contract names. */
function ToRead({ exception: { runbook, decision } }: { readonly exception: Shown }) {
  if (!runbook && !decision) return null
  return (
    <Panel
      title="Runbook"
      aside={runbook?.path}
      footer={
        decision && (
          <span>
            Decision:{' '}
            {decision.id ? (
              <Link to="/decisions/$id" params={{ id: decision.id }} className="text-ink underline">
                {decision.title}
              </Link>
            ) : (
              `${decision.reference}, which is not there`
            )}
          </span>
        )
      }
    >
      {runbook ? (
        <RunbookText {...runbook} />
      ) : (
        <p className="text-muted">
          The contract names none. One in runbooks/ would stand here when it is needed.
        </p>
      )}
    </Panel>
  )
}
