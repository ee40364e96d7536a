import type { FormEvent } from 'react'
import { RecoveryOffer, shownOnce, useCommand, useDraft, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { roleOptions } from './role-options.ts'

const unwritten: { email: string; role: Answer<'createInvite'>['role'] } = {
  email: '',
  role: 'viewer',
}

/** Invites somebody in a role; the link is shown once, to be copied. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const draft = useDraft('settings:invite', unwritten)
  const { email, role } = draft.value
  const invite = useCommand('createInvite', {
    invalidates: ['listInvites'],
    onDone: (made) =>
      shownOnce.set({
        title: `The link for ${made.email}`,
        about: 'Send it to them yourself. It works once, for a week, and is shown only now.',
        label: 'The link',
        text: new URL(made.path, location.origin).href,
      }),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    invite.mutate(
      { body: { email, role } },
      {
        onSuccess() {
          draft.clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Whom do you invite?"
      about="You get a link that works once, and give it to them."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form="invite-form" busy={invite.isPending}>
            Make the link
          </Button>
        </>
      }
    >
      <form id="invite-form" className="flex flex-col gap-4" onSubmit={submit}>
        <RecoveryOffer draft={draft} />
        <Field label="E-mail address" error={invite.error?.problem.detail}>
          <Input
            type="email"
            required
            autoFocus
            autoComplete="off"
            value={email}
            onChange={({ currentTarget }) => draft.set({ email: currentTarget.value, role })}
          />
        </Field>
        <Field label="Role">
          <Select
            options={roleOptions}
            value={role}
            onChoose={(next) => draft.set({ email, role: next })}
          />
        </Field>
      </form>
    </Dialog>
  )
}
