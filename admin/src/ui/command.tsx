import { useState } from 'react'
import { Button } from './button.tsx'

/** A command line to run, with a button that copies it. `label` names a text that is no command. */
export function Command({
  line,
  label = 'Command',
}: {
  readonly line: string
  readonly label?: string | undefined
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  return (
    <div className="flex max-w-full min-w-0 items-center gap-2">
      <code
        aria-label={label}
        className="min-w-0 rounded-md border border-line bg-sunk px-3 py-1.5 font-mono text-sm wrap-anywhere whitespace-pre-wrap select-all"
      >
        {line}
      </code>
      <Button
        small
        tone="quiet"
        onClick={() => {
          copy(line).then(
            () => setState('copied'),
            () => setState('refused'),
          )
        }}
      >
        {state === 'copied' ? 'Copied' : state === 'refused' ? 'Select it to copy' : 'Copy'}
      </Button>
    </div>
  )
}

/** Over plain http from another machine, a browser has no clipboard to give. */
async function copy(line: string): Promise<void> {
  if (!('clipboard' in navigator)) throw new Error('no clipboard here')
  await navigator.clipboard.writeText(line)
}
