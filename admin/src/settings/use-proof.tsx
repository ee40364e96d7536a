import { useState, type ReactNode } from 'react'
import { call, type Given } from '../app/index.ts'
import { takePasskey } from '../passkeys/device.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'

export interface Ways {
  readonly hasPassword: boolean
  /** Whether a passkey works here. */
  readonly hasPasskey: boolean
}

type Proof = NonNullable<Given<'preparePasskey'>['body']>

/** How a person shows that it is still they, by what they have: the part to fill in, and what comes of it. */
export function useProof({ hasPassword, hasPasskey }: Ways): {
  readonly part: (error: string | undefined) => ReactNode
  readonly prove: () => Promise<Proof>
  readonly clear: () => void
} {
  const [current, setCurrent] = useState('')
  const [chosen, choose] = useState<'password' | 'passkey'>()
  const way = chosen ?? (hasPassword ? 'password' : 'passkey')
  return {
    clear: () => setCurrent(''),
    prove: async () =>
      way === 'password' ? { current } : { passkey: await takePasskey(await call('askForProof')) },
    part: (error) => (
      <div className="flex flex-col items-start gap-2">
        {way === 'password' ? (
          <Field label="Current password" error={error} className="w-full">
            <Input
              type="password"
              autoComplete="current-password"
              required
              maxLength={128}
              value={current}
              onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            />
          </Field>
        ) : (
          <>
            <p className="text-muted">You are asked for a passkey that you have, to confirm it.</p>
            {error && (
              <p role="alert" className="text-sm text-bad">
                {error}
              </p>
            )}
          </>
        )}
        {hasPassword && hasPasskey && (
          <Button
            small
            tone="quiet"
            onClick={() => choose(way === 'password' ? 'passkey' : 'password')}
          >
            {way === 'password' ? 'Confirm with a passkey instead' : 'Confirm with the password'}
          </Button>
        )}
      </div>
    ),
  }
}
