import { useState, type FormEvent } from 'react'
import { useCommand, useMe } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'
import { toast } from '../ui/toast.ts'

/** Changes one's own password. */
export function PasswordPanel() {
  const me = useMe()
  const change = useCommand('changePassword', { invalidates: ['listSessions'] })
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate(
      { body: { current, next } },
      {
        onSuccess: () => {
          setCurrent('')
          setNext('')
          toast({ title: 'The password was changed', about: 'All other sessions have ended.' })
        },
      },
    )
  }
  const problem = change.error?.problem
  const isCurrentWrong = problem?.status === 403
  return (
    <Panel title="Change your password">
      <form className="flex max-w-md flex-col gap-4" onSubmit={submit}>
        <input type="hidden" autoComplete="username" value={me?.person?.email ?? ''} readOnly />
        <Field label="Current password" error={isCurrentWrong && problem.detail}>
          <Input
            type="password"
            autoComplete="current-password"
            required
            maxLength={128}
            value={current}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
          />
        </Field>
        <Field
          label="New password"
          hint="12 characters or more. Your other sessions end."
          error={!isCurrentWrong && problem?.detail}
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
            Change it
          </Button>
        </div>
      </form>
    </Panel>
  )
}
