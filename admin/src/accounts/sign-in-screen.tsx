import { useState, type FormEvent } from 'react'
import { resetReason, useCommand, useStore } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Entrance, Refusal } from './entrance.tsx'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { signInRoute } from './routes.tsx'

/** Signing in by e-mail address and password, or by passkey. */
export function SignInScreen() {
  const { to = '/' } = signInRoute.useSearch()
  const why = useStore(resetReason)
  // A new page: nothing of whoever was here before stays in memory.
  const enter = (): void => location.assign(to)
  return (
    <Entrance
      title="Sign in"
      about={why && `${why} What you had written is kept in this browser, and offered again.`}
    >
      <div className="flex flex-col gap-4">
        <PasswordForm onDone={enter} />
        <PasskeySignIn onDone={enter} />
        <div className="mt-2 flex flex-col gap-2 text-sm text-muted text-pretty">
          <p>No account, or no way in any more? An owner of this workspace can make you a link.</p>
          <p>
            You are the only owner? On the machine that Linchpin runs on, this prints one:{' '}
            <code className="mt-1 block text-ink">linchpin people link EMAIL</code>
          </p>
        </div>
      </div>
    </Entrance>
  )
}

function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const signIn = useCommand('signIn')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    signIn.mutate({ body: { email, password } }, { onSuccess: onDone })
  }
  return (
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
    </form>
  )
}
