import { useSuspenseQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { query, useLive } from '../app/index.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMany } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { Accounted } from './accounted.tsx'
import { Equation } from './equation.tsx'
import { SystemRows } from './system-rows.tsx'
import type { Counts, Integrations } from './types.ts'
import { useListKeys } from './use-list-keys.ts'
import { findingOfAll } from './words.ts'

/** Every system, what it promises, and whether it keeps that. */
export function ListScreen() {
  useLive(['signals', 'runs', 'desk'], ['listIntegrations'])
  const { data } = useSuspenseQuery(query('listIntegrations'))
  const now = useNow()
  const own = data.systems.filter(({ contracts }) => contracts.some(({ builtIn }) => !builtIn))
  const contracts = own.flatMap((system) => system.contracts)
  const totals = sumOf(data.systems)
  if (contracts.length === 0) return <Nothing />
  return (
    <Page
      title={findingOfAll(own, now)}
      about={`${formatMany(own.length, 'system')}, ${formatMany(contracts.length, 'contract')}. Each says what comes in, how soon, and what happens when it does not.`}
    >
      <Panel
        flush
        label="Systems and their contracts"
        footer={
          <>
            <span>
              <Equation counts={totals} />
            </span>
            <Accounted counts={totals} />
          </>
        }
      >
        <SystemTable systems={data.systems} at={data.at} />
      </Panel>
    </Page>
  )
}

function SystemTable({ systems, at }: Pick<Integrations, 'systems' | 'at'>) {
  const table = useRef<HTMLTableElement>(null)
  useListKeys(table)
  return (
    <table ref={table} className="w-full table-fixed border-collapse text-left">
      <caption className="sr-only">Systems and their contracts</caption>
      <colgroup>
        <col />
        <col className="w-36 sm:w-48" />
        {/* Not hidden where it is narrow, or the heads of the systems would bring them back. */}
        <col className="w-0 lg:w-44" />
        <col className="w-0 sm:w-28" />
        <col className="w-0 lg:w-32" />
      </colgroup>
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="px-5 py-3 font-normal">
            Contract
          </th>
          <th scope="col" className="px-2 py-3 font-normal">
            Last came in
          </th>
          <th scope="col" className="hidden px-2 py-3 font-normal lg:table-cell">
            Read in 30 days
          </th>
          <th scope="col" className="hidden px-2 py-3 text-right font-normal sm:table-cell">
            Quarantine
          </th>
          <th scope="col" className="hidden px-5 py-3 font-normal lg:table-cell">
            Owner
          </th>
        </tr>
      </thead>
      {systems.map((system) => (
        <SystemRows key={system.name} system={system} at={at} />
      ))}
    </table>
  )
}

function Nothing() {
  return (
    <Page title="No system is connected yet">
      <Panel flush>
        <EmptyState title="Systems, and what they promise" command="linchpin check">
          <p>
            A system is what you exchange data with: the CRM, billing, the website. Write down in{' '}
            <code className="font-mono text-sm">linchpin.config.ts</code> what it promises
            (defineContract) and where its records come from (defineSource); this screen then shows
            whether it keeps that, and what was held back. The check says what is still missing.
          </p>
        </EmptyState>
      </Panel>
    </Page>
  )
}

function sumOf(systems: Integrations['systems']): Counts {
  const all = systems.flatMap(({ contracts }) => contracts.map(({ totals }) => totals))
  const sum = (name: keyof Counts) => all.reduce((total, each) => total + each[name], 0)
  return {
    read: sum('read'),
    landed: sum('landed'),
    duplicate: sum('duplicate'),
    filtered: sum('filtered'),
    quarantined: sum('quarantined'),
  }
}
