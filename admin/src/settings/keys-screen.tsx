import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query, useCommand, useMay, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatWord } from '../ui/format.ts'
import { toast } from '../ui/toast.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { KeyDialog } from './key-dialog.tsx'
import { ReadPanel } from './read-panel.tsx'
import { SettingsPage } from './settings-page.tsx'

type Key = Answer<'listKeys'>['keys'][number]

/** The keys that let programs in. */
export function KeysScreen() {
  const read = useQuery(query('listKeys'))
  const mayManage = useMay('manage')
  const [isMaking, setMaking] = useState(false)
  return (
    <SettingsPage
      title={titleOf(read.data?.keys)}
      about="A write key lets a website or app send events; an API key lets a program ask and act."
      aside={
        mayManage && (
          <Button tone="main" onClick={() => setMaking(true)}>
            Create a key
          </Button>
        )
      }
    >
      <ReadPanel label="Keys" read={read}>
        {({ keys }) =>
          keys.length === 0 ? (
            <EmptyState
              title="No program may come in yet"
              action={<Button onClick={() => setMaking(true)}>Create the first key</Button>}
            >
              A write key lets your website send events.
            </EmptyState>
          ) : (
            <ul>
              {keys.map((key) => (
                <KeyRow key={key.id} entry={key} />
              ))}
            </ul>
          )
        }
      </ReadPanel>
      {isMaking && <KeyDialog onClose={() => setMaking(false)} />}
    </SettingsPage>
  )
}

function titleOf(keys: readonly Key[] | undefined): string {
  if (!keys) return 'Keys'
  const live = keys.filter(({ revokedAt }) => revokedAt === null).length
  if (live === 0) return 'No key opens anything'
  return live === 1 ? 'One key is in force' : `${formatWord(live)} keys are in force`
}

function KeyRow({ entry }: { readonly entry: Key }) {
  const { id, name, kind, scope, createdAt, lastUsedAt, revokedAt } = entry
  const [isAsked, ask] = useState(false)
  const revoke = useCommand('revokeKey', {
    invalidates: ['listKeys'],
    undone: `“${name}” still works`,
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-5 py-3 last:border-0">
      <span className="min-w-0">
        <span className="font-medium break-words">{name}</span>{' '}
        <Badge>
          {kind === 'api' ? `API, ${scope}s` : `writes to ${scope ?? 'the only source'}`}
        </Badge>
        <span className="block text-sm text-muted">
          made <Age at={createdAt} ago />,{' '}
          {lastUsedAt ? (
            <>
              used <Age at={lastUsedAt} ago />
            </>
          ) : (
            'never used'
          )}
        </span>
      </span>
      {revokedAt ? (
        <span className="text-sm text-muted">
          revoked <Age at={revokedAt} ago />
        </span>
      ) : (
        <Button small tone="quiet" aria-label={`Revoke ${name}`} onClick={() => ask(true)}>
          Revoke …
        </Button>
      )}
      {isAsked && (
        <ConfirmDialog
          title={`Revoke “${name}”?`}
          about="Whatever uses it is refused at its next request, for good. Events that it sends are lost unless it keeps them."
          verb="Revoke"
          busy={revoke.isPending}
          onClose={() => ask(false)}
          onConfirm={() =>
            revoke.mutate(
              { params: { id } },
              { onSuccess: () => toast({ title: 'Revoked' }), onSettled: () => ask(false) },
            )
          }
        />
      )}
    </li>
  )
}
