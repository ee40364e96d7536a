import { useMutation } from '@tanstack/react-query'
import { call } from '../app/index.ts'
import { takePasskey } from '../passkeys/device.ts'
import { obstacleHere } from '../passkeys/obstacle.ts'
import { ObstacleNote } from '../passkeys/obstacle-note.tsx'
import { Button } from '../ui/button.tsx'
import { Refusal } from './entrance.tsx'
import { Or } from './or.tsx'

/** Signing in by a passkey, without saying who one is. */
export function PasskeySignIn({ onDone }: { readonly onDone: () => void }) {
  const obstacle = obstacleHere()
  const signIn = useMutation({
    mutationFn: async () =>
      call('signInByPasskey', { body: await takePasskey(await call('askForPasskey')) }),
    onSuccess: onDone,
  })
  if (obstacle) return <ObstacleNote obstacle={obstacle} />
  return (
    <div className="flex flex-col gap-4">
      <Or />
      <Button busy={signIn.isPending || signIn.isSuccess} onClick={() => signIn.mutate()}>
        Use a passkey
      </Button>
      {signIn.error && <Refusal detail={signIn.error.problem.detail} />}
    </div>
  )
}
