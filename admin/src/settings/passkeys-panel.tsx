import { useState } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Answer } from '../app/index.ts'
import { obstacleHere } from '../passkeys/obstacle.ts'
import { ObstacleNote } from '../passkeys/obstacle-note.tsx'
import { Button } from '../ui/button.tsx'
import { AddPasskeyDialog } from './add-passkey-dialog.tsx'
import { PasskeyRow } from './passkey-row.tsx'
import { ReadPanel } from './read-panel.tsx'
import type { Ways } from './use-proof.tsx'

type Passkeys = Answer<'listPasskeys'>

/** One's own passkeys. */
export function PasskeysPanel(props: {
  readonly read: UseQueryResult<Passkeys>
  readonly ways: Ways
}) {
  const { read, ways } = props
  const [adding, setAdding] = useState(false)
  const obstacle = obstacleHere()
  return (
    <>
      <ReadPanel label="Passkeys" title="Your passkeys" read={read}>
        {({ passkeys }) => (
          <>
            {passkeys.length > 0 && (
              <ul className="border-b border-line">
                {passkeys.map((passkey) => (
                  <PasskeyRow key={passkey.id} passkey={passkey} />
                ))}
              </ul>
            )}
            <div className="flex flex-col items-start gap-3 px-5 py-4">
              {passkeys.length === 0 && (
                <p className="max-w-prose text-muted text-pretty">
                  You have none. With a passkey you sign in by your finger, your face or the PIN of
                  your device, without a password.
                </p>
              )}
              {obstacle ? (
                <ObstacleNote obstacle={obstacle} />
              ) : (
                <Button onClick={() => setAdding(true)}>Add a passkey</Button>
              )}
            </div>
          </>
        )}
      </ReadPanel>
      {adding && <AddPasskeyDialog ways={ways} onClose={() => setAdding(false)} />}
    </>
  )
}
