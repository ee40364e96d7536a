import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { call } from '../app/index.ts'
import { makePasskey } from '../passkeys/device.ts'
import { obstacleHere } from '../passkeys/obstacle.ts'
import { ObstacleNote } from '../passkeys/obstacle-note.tsx'
import { browserOf } from '../ui/browser-of.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Refusal } from './entrance.tsx'
import type { ReadLink } from './link-screen.tsx'
import { Or } from './or.tsx'

type Way = 'password' | 'passkey'

const verbs = {
  welcome: { password: 'Set up', passkey: 'Set up with a passkey' },
  invite: { password: 'Join', passkey: 'Join with a passkey' },
  password: { password: 'Set the password', passkey: 'Make the passkey' },
} as const

/** What somebody fills in who comes by a link: only what the link does not say. */
export function LinkForm(props: { readonly token: string; readonly link: ReadLink }) {
  const { token, link } = props
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [way, setWay] = useState<Way>('password')
  const claim = {
    token,
    ...(link.kind === 'password' ? {} : { name }),
    ...(link.kind === 'welcome' ? { email } : {}),
  }
  const enter = useMutation({
    mutationFn: async () =>
      call('welcome', {
        body: { ...claim, ...(way === 'passkey' ? await passkeyFor(claim) : { password }) },
      }),
    onSuccess: () => location.assign('/'),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      {enter.error && <Refusal detail={enter.error.problem.detail} />}
      {link.kind !== 'password' && <NameField value={name} onChange={setName} />}
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
      {way === 'password' ? (
        <PasswordField isNew={link.kind === 'password'} value={password} onChange={setPassword} />
      ) : (
        <p className="text-muted text-pretty">
          Your device asks for your finger, your face or its PIN. There is nothing to remember, and
          nothing that could be given away.
        </p>
      )}
      <Button tone="main" type="submit" busy={enter.isPending || enter.isSuccess}>
        {verbs[link.kind][way]}
      </Button>
      <OtherWay
        way={way}
        onChoose={(next) => {
          enter.reset()
          setWay(next)
        }}
      />
    </form>
  )
}

/** Has the person's device make a passkey for whom they say they are. */
async function passkeyFor(claim: { token: string; name?: string; email?: string }) {
  const credential = await makePasskey(await call('prepareEntry', { body: claim }))
  return { passkey: { name: browserOf(navigator.userAgent), credential } }
}

interface Filled {
  readonly value: string
  readonly onChange: (value: string) => void
}

const NameField = ({ value, onChange }: Filled) => (
  <Field label="Your name" hint="It stands beside what you do.">
    <Input
      name="name"
      autoComplete="name"
      required
      autoFocus
      maxLength={100}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </Field>
)

const PasswordField = ({ isNew, value, onChange }: Filled & { readonly isNew: boolean }) => (
  <Field
    label={isNew ? 'New password' : 'Password'}
    hint="12 characters or more; four words that do not belong together are good."
  >
    <Input
      type="password"
      name="password"
      autoComplete="new-password"
      required
      minLength={12}
      maxLength={128}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  </Field>
)

function OtherWay(props: { readonly way: Way; readonly onChoose: (way: Way) => void }) {
  const { way, onChoose } = props
  const obstacle = obstacleHere()
  if (obstacle) return <ObstacleNote obstacle={obstacle} />
  return (
    <>
      <Or />
      <Button onClick={() => onChoose(way === 'password' ? 'passkey' : 'password')}>
        {way === 'password' ? 'Use a passkey instead' : 'Use a password instead'}
      </Button>
    </>
  )
}
