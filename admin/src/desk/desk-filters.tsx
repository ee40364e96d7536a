import type { Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { formatCount } from '../ui/format.ts'
import { SearchBox } from '../ui/search-box.tsx'
import { Select } from '../ui/select.tsx'
import { hasFilter, type DeskSearch } from './desk-search.ts'

type Named = Answer<'countExceptions'>['owners']

/** The filters of the desk, each with how much is open under it. They stand in the address. */
export function DeskFilters(props: {
  readonly search: DeskSearch
  readonly counts: Answer<'countExceptions'> | undefined
  readonly onChange: (search: DeskSearch) => void
}) {
  const { search, counts, onChange } = props
  const { state, overdue } = search
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
      <SearchBox
        label="Search the desk"
        placeholder="Search"
        className="min-w-40 flex-1"
        text={search.search}
        onSearch={(text) => onChange(without(search, 'search', text))}
      />
      <Choice name="owner" all="Every owner" counts={counts?.owners} {...{ search, onChange }} />
      <Choice name="mode" all="Every failure" counts={counts?.modes} {...{ search, onChange }} />
      <Choice
        name="contract"
        all="Every contract"
        counts={counts?.contracts}
        {...{ search, onChange }}
      />
      <div className="flex gap-1">
        <Button
          small
          tone="quiet"
          aria-pressed={overdue === true}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
          onClick={() => onChange(without(search, 'overdue', overdue ? undefined : true))}
        >
          Overdue
          {counts && <span className="text-muted">{formatCount(counts.overdue)}</span>}
        </Button>
        <Button
          small
          tone="quiet"
          aria-pressed={state === 'resolved'}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
          onClick={() =>
            onChange(without(search, 'state', state === 'resolved' ? undefined : 'resolved'))
          }
        >
          Resolved
        </Button>
        {hasFilter(search) && (
          <Button small tone="quiet" onClick={() => onChange(state ? { state } : {})}>
            Clear filters
          </Button>
        )}
      </div>
    </div>
  )
}

/** The filters with one of them changed, or, with undefined, taken out. */
function without<K extends keyof DeskSearch>(
  search: DeskSearch,
  name: K,
  value: DeskSearch[K] | undefined,
): DeskSearch {
  const { [name]: _, ...rest } = search
  return value === undefined ? rest : { ...rest, [name]: value }
}

function Choice(props: {
  readonly name: 'owner' | 'mode' | 'contract'
  readonly all: string
  readonly counts: Named | undefined
  readonly search: DeskSearch
  readonly onChange: (search: DeskSearch) => void
}) {
  const { name, all, counts = [], search, onChange } = props
  const chosen = search[name]
  const known = counts.map((each) => ({
    value: each.name,
    label: search.state ? each.name : `${each.name} (${formatCount(each.open)})`,
  }))
  // What the address asks for is shown, also where nothing is open under it.
  const strange = chosen && !known.some(({ value }) => value === chosen)
  const options = [
    { value: '', label: all },
    ...known,
    ...(strange ? [{ value: chosen, label: chosen }] : []),
  ]
  return (
    <Field label={name} hideLabel className="max-w-44">
      <Select
        options={options}
        value={chosen ?? ''}
        onChoose={(value) => onChange(without(search, name, value || undefined))}
      />
    </Field>
  )
}
