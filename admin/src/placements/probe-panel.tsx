import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { query } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import type { PlacementSearch } from './placement-search.ts'
import { ProbeAnswer } from './probe-answer.tsx'
import type { Placement } from './words.ts'

/** "Why this variant?": asks the running edge about somebody. Who it is stands in the address. */
export function ProbePanel(props: {
  readonly placement: Placement
  readonly search: PlacementSearch
  readonly onChange: (search: PlacementSearch) => void
}) {
  const { placement, search, onChange } = props
  const asked = search.unit !== undefined || search.region !== undefined
  const probe = useQuery({
    ...query('probe', {
      params: { name: placement.name },
      query: { unit: search.unit || undefined, region: search.region },
    }),
    enabled: asked,
    // What an edge said a moment ago is no answer.
    staleTime: 0,
    gcTime: 0,
  })
  const ask = (unit: string, region: string): void => {
    const { unit: _, region: __, ...rest } = search
    const next = { unit: unit.trim(), ...(region.trim() ? { region: region.trim() } : {}) }
    if (asked && next.unit === search.unit && next.region === search.region) void probe.refetch()
    else onChange({ ...rest, ...next })
  }
  return (
    <Panel
      title="Why this variant?"
      aside="The running edge answers; asking shows nothing to anybody and is not counted"
    >
      <ProbeForm search={search} busy={probe.isFetching} onAsk={ask} />
      {asked && (
        <div className="mt-5" aria-live="polite">
          {probe.data ? (
            <ProbeAnswer probe={probe.data} />
          ) : probe.error ? (
            <ErrorState
              error={probe.error}
              what="Nobody could be asked"
              onRetry={() => void probe.refetch()}
              retrying={probe.isFetching}
            />
          ) : (
            <Skeleton lines={5} label="The edge is being asked" />
          )}
        </div>
      )}
    </Panel>
  )
}

function ProbeForm(props: {
  readonly search: PlacementSearch
  readonly busy: boolean
  readonly onAsk: (unit: string, region: string) => void
}) {
  const { search, busy, onAsk } = props
  const { unit: askedUnit = '', region: askedRegion = '' } = search
  const [unit, setUnit] = useState(askedUnit)
  const [region, setRegion] = useState(askedRegion)
  // The address may change under the form (back, a link), which keeps the field that one stands in.
  const [known, setKnown] = useState({ askedUnit, askedRegion })
  if (known.askedUnit !== askedUnit || known.askedRegion !== askedRegion) {
    setKnown({ askedUnit, askedRegion })
    setUnit(askedUnit)
    setRegion(askedRegion)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAsk(unit, region)
  }
  return (
    <form onSubmit={submit} className="grid items-start gap-3 sm:grid-cols-[2fr_1fr_auto]">
      <Field label="Who" hint="An identifier, such as anonymous:7f3a; empty: nobody in particular">
        <Input
          value={unit}
          maxLength={200}
          spellCheck={false}
          autoCapitalize="none"
          onChange={({ currentTarget }) => setUnit(currentTarget.value)}
        />
      </Field>
      <Field label="Where" hint="DE or US-CA; empty: not known">
        <Input
          value={region}
          maxLength={10}
          spellCheck={false}
          onChange={({ currentTarget }) => setRegion(currentTarget.value)}
        />
      </Field>
      <Button type="submit" busy={busy} className="sm:mt-6">
        Ask the edge
      </Button>
    </form>
  )
}
