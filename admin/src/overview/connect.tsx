import { Command } from '../ui/command.tsx'
import { Panel } from '../ui/panel.tsx'

const steps = [
  {
    words: 'Make the key that your website sends events with. It is shown once.',
    command: 'npx linchpin keys create --kind write --name website',
  },
  {
    words: 'Send a first event with it. Within a second it stands above.',
    command: `curl -u "$KEY:" http://127.0.0.1:4401/v1/track -d '{"anonymousId":"a1","event":"Hello"}'`,
  },
]

/** How a workspace that nothing came to yet is connected, with the exact commands. */
export function Connect() {
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
        <code className="font-mono text-sm">npx linchpin pull</code> reads them.
      </p>
    </Panel>
  )
}
