import { useCommand } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'

/** Has the source read again, and says that it began; what comes of it shows on this screen. */
export function ReadAgain({ source }: { readonly source: string }) {
  const { mutate, isPending } = useCommand('startPull', {
    undone: `${source} is not being read`,
    onDone: () =>
      toast({ title: `${source} is being read`, about: 'What it brings shows here as it lands.' }),
  })
  return (
    <Button busy={isPending} onClick={() => mutate({ params: { name: source } })}>
      Read {source} again
    </Button>
  )
}
