import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query, useLive, useMe } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { formatWord } from '../ui/format.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { InvitesPanel } from './invites-panel.tsx'
import { PersonRow } from './person-row.tsx'
import { ReadPanel } from './read-panel.tsx'
import { SettingsPage } from './settings-page.tsx'

/** Who may sign in, in which role, and who is invited. */
export function PeopleScreen() {
  useLive(['people'], ['listPeople', 'listInvites'])
  const read = useQuery(query('listPeople'))
  const me = useMe()
  const mayManage = me?.rights.includes('manage') ?? false
  const [isInviting, setInviting] = useState(false)
  return (
    <SettingsPage
      title={titleOf(read.data?.people)}
      about="Owners do everything and say who else may; operators run, resolve and edit; editors write and place content; viewers read."
      aside={
        mayManage && (
          <Button tone="main" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        )
      }
    >
      <ReadPanel label="People" read={read}>
        {({ people }) => (
          <ul>
            {people.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                isMe={person.id === me?.person?.id}
                mayManage={mayManage}
              />
            ))}
          </ul>
        )}
      </ReadPanel>
      {mayManage && <InvitesPanel />}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsPage>
  )
}

function titleOf(people: readonly { suspendedAt: unknown }[] | undefined): string {
  if (!people) return 'People'
  const out = people.filter(({ suspendedAt }) => suspendedAt !== null).length
  const here = people.length - out
  const all = here === 1 ? 'One person may sign in' : `${formatWord(here)} people may sign in`
  return out === 0 ? all : `${all}, ${formatWord(out).toLowerCase()} suspended`
}
