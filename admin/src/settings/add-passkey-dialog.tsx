import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call, refresh } from '../app/index.ts'
import { makePasskey } from '../passkeys/device.ts'
import { browserOf } from '../ui/browser-of.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { toast } from '../ui/toast.ts'
import { useProof, type Ways } from './use-proof.tsx'

/** Adds a passkey, once the person has shown that it is still they. */
export function AddPasskeyDialog(props: { readonly ways: Ways; readonly onClose: () => void }) {
  const { ways, onClose } = props
  const [name, setName] = useState(() => browserOf(navigator.userAgent))
  const proof = useProof(ways)
  const add = useMutation({
    mutationFn: async () => {
      const options = await call('preparePasskey', { body: await proof.prove() })
      return call('addPasskey', { body: { name, credential: await makePasskey(options) } })
    },
    onSettled: () => void refresh(['listPasskeys']),
    onSuccess: () => {
      toast({ title: 'The passkey was added' })
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a passkey"
      about="First you confirm that it is you; then your device makes the passkey."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form="passkey-form" busy={add.isPending}>
            Add it
          </Button>
        </>
      }
    >
      <form id="passkey-form" className="flex flex-col gap-4" onSubmit={submit}>
        <Field label="Name" hint="So that you know it again in this list.">
          <Input
            required
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
        {proof.part(add.error?.problem.detail)}
      </form>
    </Dialog>
  )
}
