import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { query, useCommand, useLive, useMe, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { formatMany } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { toast } from '../ui/toast.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { DefinedPanel, FindingsPanel } from './defined-panel.tsx'
import { ReadPanel } from './read-panel.tsx'
import { SettingsPage } from './settings-page.tsx'

/** The workspace that this app runs, what it defines, and the example in it. */
export function WorkspaceScreen() {
  useLive(['facts', 'signals'], ['showStatus', 'showExample'])
  const read = useQuery(query('showStatus'))
  const defined = useQuery(query('showWorkspace'))
  const { data: definitions } = defined
  return (
    <SettingsPage
      title={titleOf(read.data)}
      about="What it defines stands in its folder, in linchpin.config.ts and what that imports."
    >
      <ReadPanel label="The workspace" read={read}>
        {({ workspace, version, facts }) => (
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2 px-5 py-4">
            <Line name="Name">{workspace}</Line>
            {definitions?.folder && (
              <Line name="Folder">
                <code className="font-mono text-sm break-all">{definitions.folder}</code>
              </Line>
            )}
            <Line name="Linchpin">{version}</Line>
            <Line name="Database">answers</Line>
            <Line name="Warehouse">{factsInWords(facts)}</Line>
          </dl>
        )}
      </ReadPanel>
      {definitions ? (
        <>
          <FindingsPanel of={definitions} />
          <DefinedPanel of={definitions} />
        </>
      ) : (
        <ReadPanel label="The definitions" read={defined}>
          {() => null}
        </ReadPanel>
      )}
      <ExamplePanel />
    </SettingsPage>
  )
}

const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="break-words">{children}</dd>
  </>
)

type Status = Answer<'showStatus'>

function titleOf(status: Status | undefined): string {
  if (!status) return 'The workspace'
  const { workspace, facts } = status
  return facts.state === 'serving' ? `${workspace} runs` : `${workspace} runs without its reports`
}

function factsInWords({ state, reason, lag }: Status['facts']): string {
  if (state === 'opening') return 'is being opened'
  if (state !== 'serving') return reason ?? 'another process has it'
  return lag === 0 || lag === null
    ? 'serves, and holds all that came in'
    : `serves, ${formatMany(lag, 'signal')} behind`
}

/** Takes the example company out, in one action. */
function ExamplePanel() {
  const { data } = useQuery({
    ...query('showExample'),
    // It is longer under way than a question waits.
    refetchInterval: ({ state }) => (state.data?.state === 'removing' ? 2_000 : false),
  })
  const me = useMe()
  const remove = useCommand('removeExample', {
    invalidates: ['showExample', 'showStatus'],
    undone: 'It is still there',
    onDone: () => toast({ title: 'The example was removed' }),
  })
  const [isAsked, ask] = useState(false)
  if (!data || data.state === 'none' || data.state === 'removed') return null
  const mayRemove = me?.rights.includes('manage') ?? false
  return (
    <Panel title="This workspace shows an example">
      <p className="max-w-prose text-muted">
        Its visits, deals and invoices are made up. Remove them before you connect your own systems.
      </p>
      {mayRemove && (
        <Button
          tone="danger"
          className="mt-4"
          busy={remove.isPending || data.state === 'removing'}
          onClick={() => ask(true)}
        >
          Remove the example …
        </Button>
      )}
      {isAsked && (
        <ConfirmDialog
          title="Remove the example?"
          about="Every record, exception, run and entry of this workspace is deleted, also what you added yourself. People, keys and the workspace’s own files stay."
          verb="Remove it all"
          busy={remove.isPending}
          onClose={() => ask(false)}
          onConfirm={() => remove.mutate({}, { onSettled: () => ask(false) })}
        />
      )}
    </Panel>
  )
}
