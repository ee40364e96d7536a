import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call, refresh, useMe } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'
import { toast } from '../ui/toast.ts'
import { useProof, type Ways } from './use-proof.tsx'

/** Changes one's own password, or sets the first. */
export function PasswordPanel({ ways }: { readonly ways: Ways }) {
  const me = useMe()
  const [next, setNext] = useState('')
  const proof = useProof(ways)
  const { hasPassword } = ways
  const change = useMutation({
    mutationFn: async () => call('changePassword', { body: { ...(await proof.prove()), next } }),
    onSettled: () => void refresh(['listSessions', 'listPasskeys']),
    onSuccess: () => {
      proof.clear()
      setNext('')
      const title = hasPassword ? 'The password was changed' : 'The password was set'
      toast({ title, about: 'All other sessions have ended.' })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate()
  }
  const problem = change.error?.problem
  const isNextWrong = problem?.status === 400
  return (
    <Panel title={hasPassword ? 'Change your password' : 'Set a password'}>
      <form className="flex max-w-md flex-col gap-4" onSubmit={submit}>
        <input type="hidden" autoComplete="username" value={me?.person?.email ?? ''} readOnly />
        {proof.part(isNextWrong ? undefined : problem?.detail)}
        <Field
          label="New password"
          hint="12 characters or more. Your other sessions end."
          error={isNextWrong && problem.detail}
        >
          <Input
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={128}
            value={next}
            onChange={({ currentTarget }) => setNext(currentTarget.value)}
          />
        </Field>
        <div>
          <Button type="submit" busy={change.isPending}>
            {hasPassword ? 'Change it' : 'Set it'}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
