import { useState, type FormEvent } from 'react'
import { useCommand, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { toast } from '../ui/toast.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Passkey = Answer<'listPasskeys'>['passkeys'][number]

/** One passkey, to be named and removed. */
export function PasskeyRow({ passkey }: { readonly passkey: Passkey }) {
  const { id, name, addedAt, lastUsedAt, here } = passkey
  const [asked, ask] = useState<'rename' | 'remove'>()
  const close = (): void => ask(undefined)
  const remove = useCommand('removePasskey', {
    invalidates: ['listPasskeys'],
    undone: 'It was not removed',
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-5 py-3 last:border-0">
      <span className="min-w-0">
        <span className="font-medium break-words">{name}</span>{' '}
        {!here && <Badge tone="warn">Of another address</Badge>}
        <span className="block text-sm text-muted">
          added <Age at={addedAt} ago />,{' '}
          {lastUsedAt ? (
            <>
              last used <Age at={lastUsedAt} ago />
            </>
          ) : (
            'not used to sign in yet'
          )}
        </span>
      </span>
      <span className="-ml-2 flex gap-1 sm:ml-0">
        <Button small tone="quiet" aria-label={`Rename ${name}`} onClick={() => ask('rename')}>
          Rename
        </Button>
        <Button small tone="quiet" aria-label={`Remove ${name}`} onClick={() => ask('remove')}>
          Remove
        </Button>
      </span>
      {asked === 'rename' && <RenameDialog passkey={passkey} onClose={close} />}
      {asked === 'remove' && (
        <ConfirmDialog
          title={`Remove “${name}”?`}
          about="It signs you in no more. Who is signed in by it stays so: end those sessions above."
          verb="Remove"
          busy={remove.isPending}
          onClose={close}
          onConfirm={() =>
            remove.mutate(
              { params: { id } },
              {
                onSettled: close,
                onSuccess: () => toast({ title: 'The passkey was removed' }),
              },
            )
          }
        />
      )}
    </li>
  )
}

function RenameDialog(props: { readonly passkey: Passkey; readonly onClose: () => void }) {
  const { passkey, onClose } = props
  const [name, setName] = useState(passkey.name)
  const rename = useCommand('renamePasskey', { invalidates: ['listPasskeys'] })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    rename.mutate({ params: { id: passkey.id }, body: { name } }, { onSuccess: onClose })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="What do you call this passkey?"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form="rename-form" busy={rename.isPending}>
            Rename it
          </Button>
        </>
      }
    >
      <form id="rename-form" onSubmit={submit}>
        <Field label="Name" error={rename.error?.problem.detail}>
          <Input
            required
            autoFocus
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  )
}
