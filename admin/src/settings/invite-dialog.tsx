import { useState, type FormEvent } from 'react'
import { useCommand, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Command } from '../ui/command.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { OnceDialog } from './confirm-dialog.tsx'
import { roleOptions } from './role-options.ts'

/** Invites somebody in a role; the link is shown once, to be copied. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const invite = useCommand('createInvite', { invalidates: ['listInvites'] })
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Answer<'createInvite'>['role']>('viewer')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    invite.mutate({ body: { email, role } })
  }
  if (invite.data) {
    return (
      <OnceDialog
        title={`The link for ${invite.data.email}`}
        about="Send it to them yourself. It works once, for a week, and is shown only now."
        onClose={onClose}
      >
        <Command label="The link" line={new URL(invite.data.path, location.origin).href} />
      </OnceDialog>
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
        <Field label="E-mail address" error={invite.error?.problem.detail}>
          <Input
            type="email"
            required
            autoFocus
            autoComplete="off"
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
        </Field>
        <Field label="Role">
          <Select options={roleOptions} value={role} onChoose={setRole} />
        </Field>
      </form>
    </Dialog>
  )
}
