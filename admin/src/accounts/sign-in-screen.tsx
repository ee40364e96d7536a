import { useState, type FormEvent } from 'react'
import { resetReason, useCommand, useStore } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Entrance, Refusal } from './entrance.tsx'
import { signInRoute } from './routes.tsx'

/** Signing in by e-mail address and password. */
export function SignInScreen() {
  const { to = '/' } = signInRoute.useSearch()
  const why = useStore(resetReason)
  const signIn = useCommand('signIn')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    signIn.mutate(
      { body: { email, password } },
      // A new page: nothing of whoever was here before stays in memory.
      { onSuccess: () => location.assign(to) },
    )
  }
  return (
    <Entrance
      title="Sign in"
      about={why && `${why} What you had written is kept in this browser, and offered again.`}
    >
      <form className="flex flex-col gap-4" onSubmit={submit}>
        {signIn.error && <Refusal detail={signIn.error.problem.detail} />}
        <Field label="E-mail address">
          <Input
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            maxLength={254}
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
        </Field>
        <Field label="Password">
          <Input
            type="password"
            name="password"
            autoComplete="current-password"
            required
            maxLength={128}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
        </Field>
        <Button tone="main" type="submit" busy={signIn.isPending || signIn.isSuccess}>
          Sign in
        </Button>
        <p className="text-sm text-muted">
          No account, or no password any more? An owner of this workspace can make you a link.
        </p>
      </form>
    </Entrance>
  )
}
