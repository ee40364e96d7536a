import { useQuery } from '@tanstack/react-query'
import { query, useCommand, useLive, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { browserOf } from '../ui/browser-of.ts'
import { Button } from '../ui/button.tsx'
import { formatWord } from '../ui/format.ts'
import { toast } from '../ui/toast.ts'
import { PasskeysPanel } from './passkeys-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { ReadPanel } from './read-panel.tsx'
import { SettingsPage } from './settings-page.tsx'

type Session = Answer<'listSessions'>['sessions'][number]

/** Where one is signed in oneself, signing out, and what one signs in by. */
export function SessionsScreen() {
  useLive(['people'], ['listSessions', 'listPasskeys'])
  const read = useQuery(query('listSessions'))
  const passkeys = useQuery(query('listPasskeys'))
  const ways = {
    hasPassword: passkeys.data?.hasPassword ?? true,
    hasPasskey: passkeys.data?.passkeys.some(({ here }) => here) ?? false,
  }
  const signOut = useCommand('signOut', {
    undone: 'You are still signed in',
    // Whatever becomes of this screen: the stream says that the session ended, too.
    onDone: () => location.assign('/sign-in'),
  })
  const endOthers = useCommand('endOtherSessions', {
    invalidates: ['listSessions'],
    undone: 'The others go on',
  })
  const others = (read.data?.sessions.length ?? 1) - 1
  return (
    <SettingsPage
      title={titleOf(read.data?.sessions.length)}
      about="A session ends after 7 days without use, and after 30 days at the latest."
      aside={
        <>
          {others > 0 && (
            <Button
              busy={endOthers.isPending}
              onClick={() =>
                endOthers.mutate({}, { onSuccess: () => toast({ title: 'All others have ended' }) })
              }
            >
              End all others
            </Button>
          )}
          <Button busy={signOut.isPending} onClick={() => signOut.mutate({})}>
            Sign out
          </Button>
        </>
      }
    >
      <ReadPanel label="Sessions" read={read}>
        {({ sessions }) => (
          <ul>
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
        )}
      </ReadPanel>
      {/* Nobody knows how long the lists are: what stands below them comes when they are there. */}
      {!read.isPending && <PasskeysPanel read={passkeys} ways={ways} />}
      {!read.isPending && !passkeys.isPending && <PasswordPanel ways={ways} />}
    </SettingsPage>
  )
}

function titleOf(count: number | undefined): string {
  if (count === undefined) return 'Your sessions'
  return count === 1
    ? 'You are signed in here only'
    : `You are signed in at ${formatWord(count).toLowerCase()} places`
}

function SessionRow({ session }: { readonly session: Session }) {
  const { id, here, agent, address, startedAt, lastSeenAt } = session
  const end = useCommand('endSession', { invalidates: ['listSessions'], undone: 'It goes on' })
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-5 py-3 last:border-0">
      <span className="min-w-0">
        <span className="font-medium">{browserOf(agent)}</span> {here && <Badge>Here</Badge>}
        <span className="block text-sm text-muted">
          from {address || 'an unknown address'}, signed in <Age at={startedAt} ago />, last seen{' '}
          <Age at={lastSeenAt} ago />
        </span>
      </span>
      {!here && (
        <Button
          small
          tone="quiet"
          busy={end.isPending}
          onClick={() =>
            end.mutate({ params: { id } }, { onSuccess: () => toast({ title: 'It has ended' }) })
          }
        >
          End it
        </Button>
      )}
    </li>
  )
}
