import { useQuery } from '@tanstack/react-query'
import { query, useCommand } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { ReadPanel } from './read-panel.tsx'

/** The invites that wait to be accepted. */
export function InvitesPanel() {
  const read = useQuery(query('listInvites'))
  const revoke = useCommand('revokeInvite', {
    invalidates: ['listInvites'],
    undone: 'The link still works',
  })
  return (
    <ReadPanel label="Invites" title="Invites that wait" read={read}>
      {({ invites }) =>
        invites.length === 0 ? (
          <p className="px-5 pb-5 text-muted">Nobody is invited at the moment.</p>
        ) : (
          <ul>
            {invites.map(({ id, email, role, madeBy, madeAt }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-5 py-3"
              >
                <span className="min-w-0">
                  <span className="font-medium break-all">{email}</span> as {role}
                  <span className="block text-sm text-muted">
                    by {madeBy}, <Age at={madeAt} ago />
                  </span>
                </span>
                <Button
                  small
                  tone="quiet"
                  busy={revoke.isPending}
                  onClick={() =>
                    revoke.mutate(
                      { params: { id } },
                      { onSuccess: () => toast({ title: `The link of ${email} works no more` }) },
                    )
                  }
                >
                  Take back
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </ReadPanel>
  )
}
