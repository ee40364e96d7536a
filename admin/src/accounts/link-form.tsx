import { useState, type FormEvent } from 'react'
import { useCommand } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Refusal } from './entrance.tsx'
import type { ReadLink } from './link-screen.tsx'

/** What somebody fills in who comes by a link: only what the link does not say. */
export function LinkForm(props: { readonly token: string; readonly link: ReadLink }) {
  const { token, link } = props
  const enter = useCommand('welcome')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const who = {
      ...(link.kind === 'password' ? {} : { name }),
      ...(link.kind === 'welcome' ? { email } : {}),
    }
    enter.mutate({ body: { token, password, ...who } }, { onSuccess: () => location.assign('/') })
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      {enter.error && <Refusal detail={enter.error.problem.detail} />}
      {link.kind !== 'password' && (
        <Field label="Your name" hint="It stands beside what you do.">
          <Input
            name="name"
            autoComplete="name"
            required
            autoFocus
            maxLength={100}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
      )}
      <Field label="E-mail address">
        <Input
          type="email"
          name="email"
          autoComplete="username"
          required
          maxLength={254}
          readOnly={link.kind !== 'welcome'}
          value={link.email ?? email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
      </Field>
      <Field
        label={link.kind === 'password' ? 'New password' : 'Password'}
        hint="12 characters or more; four words that do not belong together are good."
      >
        <Input
          type="password"
          name="password"
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={128}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
      </Field>
      <Button tone="main" type="submit" busy={enter.isPending || enter.isSuccess}>
        {link.kind === 'invite' ? 'Join' : link.kind === 'welcome' ? 'Set up' : 'Set the password'}
      </Button>
    </form>
  )
}
