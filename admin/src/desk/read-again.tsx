import { call, failureTitle, problemOf } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { useState } from 'react'

/** Has the source read again, and says that it began; what comes of it shows on this screen. */
export function ReadAgain({ source }: { readonly source: string }) {
  const [busy, setBusy] = useState(false)
  const read = async (): Promise<void> => {
    setBusy(true)
    try {
      await call('startPull', { params: { name: source } })
      toast({ title: `${source} is being read`, about: 'What it brings shows here as it lands.' })
    } catch (error) {
      const problem = problemOf(error)
      toast({
        title: failureTitle(problem, `${source} is not being read`),
        about: problem.detail,
        tone: 'bad',
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button busy={busy} onClick={() => void read()}>
      Read {source} again
    </Button>
  )
}
