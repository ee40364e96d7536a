import { useState } from 'react'
import { shownOnce, useCommand, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Menu } from '../ui/menu.tsx'
import { Select } from '../ui/select.tsx'
import { toast } from '../ui/toast.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { roleOptions } from './role-options.ts'

type Person = Answer<'listPeople'>['people'][number]

/** One person, with what an owner may do about them. */
export function PersonRow(props: {
  readonly person: Person
  readonly isMe: boolean
  readonly mayManage: boolean
}) {
  const { person, isMe, mayManage } = props
  const { id, name, email, role, suspendedAt, lastSeenAt } = person
  const changeRole = useCommand('changeRole', {
    invalidates: ['listPeople'],
    undone: 'The role stays',
  })
  const change = (next: Person['role'], undo?: Person['role']): void =>
    changeRole.mutate(
      { params: { id }, body: { role: next } },
      {
        onSuccess: () =>
          toast({
            title: `${name} is ${next} now`,
            ...(undo ? { onUndo: () => change(undo) } : {}),
          }),
      },
    )
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 border-b border-line px-5 py-3 last:border-0 sm:grid-cols-[minmax(0,1fr)_9rem_8rem_6rem] sm:gap-x-4">
      <span className="col-span-2 min-w-0 sm:col-span-1">
        <span className="font-medium">{name}</span> {isMe && <Badge>You</Badge>}{' '}
        {suspendedAt && <Badge tone="warn">Suspended</Badge>}
        {email && <span className="block text-sm wrap-anywhere text-muted">{email}</span>}
      </span>
      <span className="hidden text-sm text-muted sm:block">
        {mayManage &&
          (lastSeenAt ? (
            <>
              Seen <Age at={lastSeenAt} ago />
            </>
          ) : (
            'Not signed in'
          ))}
      </span>
      {mayManage ? (
        <Field label={`Role of ${name}`} hideLabel>
          <Select
            options={roleOptions}
            value={role}
            // Disabled, it would lose the focus.
            aria-disabled={changeRole.isPending || undefined}
            onChoose={(next) => changeRole.isPending || change(next, role)}
          />
        </Field>
      ) : (
        <span className="text-muted">{role}</span>
      )}
      {mayManage && <PersonMenu person={person} />}
    </li>
  )
}

const people = { invalidates: ['listPeople'], undone: 'Nothing was changed' } as const

function PersonMenu({ person: { id, name, suspendedAt } }: { readonly person: Person }) {
  const [asked, ask] = useState<'suspend' | 'remove'>()
  const suspend = useCommand('suspendPerson', people)
  const restore = useCommand('restorePerson', people)
  const remove = useCommand('removePerson', people)
  const endSessions = useCommand('endPersonSessions', people)
  const makeLink = useCommand('makePasswordLink', {
    undone: 'No link was made',
    onDone: ({ path }) =>
      shownOnce.set({
        title: `A link for ${name}`,
        about:
          'Give it to them in person: they choose a new password or passkey, and the old ones work no more. It works once, for a day, and is shown only now.',
        label: 'The link',
        text: new URL(path, location.origin).href,
      }),
  })
  const given = { params: { id } }
  const told = (title: string) => ({
    onSuccess: () => toast({ title }),
    onSettled: () => ask(undefined),
  })
  return (
    <>
      <Menu
        trigger={
          <Button small tone="quiet" aria-label={`More about ${name}`}>
            More
          </Button>
        }
        label={`What can be done about ${name}`}
        items={[
          { label: 'Make a link for a new way in', onChoose: () => makeLink.mutate(given) },
          {
            label: 'End all sessions',
            onChoose: () => endSessions.mutate(given, told('All sessions ended')),
          },
          'line',
          suspendedAt
            ? {
                label: 'Restore',
                onChoose: () => restore.mutate(given, told(`${name} may sign in again`)),
              }
            : { label: 'Suspend …', onChoose: () => ask('suspend'), danger: true },
          { label: 'Remove …', onChoose: () => ask('remove'), danger: true },
        ]}
      />
      {asked && (
        <ConfirmDialog
          title={asked === 'suspend' ? `Suspend ${name}?` : `Remove ${name}?`}
          about={
            asked === 'suspend'
              ? 'All their sessions end at once, and they cannot sign in until they are restored.'
              : 'They can sign in no more, for good. What they did stays on record under their name. Keys are the workspace’s and go on working: revoke those that only they should have had.'
          }
          verb={asked === 'suspend' ? 'Suspend' : 'Remove'}
          busy={suspend.isPending || remove.isPending}
          onClose={() => ask(undefined)}
          onConfirm={() =>
            asked === 'suspend'
              ? suspend.mutate(given, told(`${name} is suspended`))
              : remove.mutate(given, told(`${name} was removed`))
          }
        />
      )}
    </>
  )
}
