import { useQuery } from '@tanstack/react-query'
import { query } from '../app/index.ts'
import { Command } from '../ui/command.tsx'
import { Panel } from '../ui/panel.tsx'
import { connectCommands } from './connect-commands.ts'

/** How a workspace that nothing came to yet is connected, with the exact commands. */
export function Connect() {
  const { data } = useQuery(query('showStatus'))
  if (!data) return null
  const { makeKey, sendEvent, pull } = connectCommands(data)
  const steps = [
    {
      words: 'Make the key that your website sends events with. It is shown once.',
      command: makeKey,
    },
    {
      words: 'Send a first event with it. Within a second it stands above.',
      command: sendEvent,
    },
  ]
  return (
    <Panel title="Connect your website">
      <ol className="flex flex-col gap-4">
        {steps.map(({ words, command }, at) => (
          <li key={command} className="flex gap-3">
            <span aria-hidden className="text-muted">
              {at + 1}
            </span>
            <div className="flex min-w-0 flex-1 flex-col gap-2">
              <p>{words}</p>
              <Command line={command} />
            </div>
          </li>
        ))}
      </ol>
      <p className="mt-4 max-w-prose text-muted">
        Files of a CRM, of billing or of an ad platform come in by a contract and a source in{' '}
        <code className="font-mono text-sm">linchpin.config.ts</code>; then{' '}
        <code className="font-mono text-sm">{pull}</code> reads them.
      </p>
    </Panel>
  )
}
