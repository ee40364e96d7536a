import { useRef } from 'react'
import { useActions, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { Select } from '../ui/select.tsx'
import type { ContentSearch } from './content-search.ts'
import type { TopicEarned } from './earned.ts'

/** Which entries are shown: by state, topic and words; all of it stands in the address. */
export function EntriesTools(props: {
  readonly search: ContentSearch
  readonly counts: Answer<'searchEntries'>['counts'] | undefined
  readonly topics: readonly TopicEarned[]
  readonly onChange: (search: ContentSearch) => void
}) {
  const { search, counts, topics, onChange } = props
  const { state, topic, text, ...rest } = search
  const all = counts && Object.values(counts).reduce((sum, each) => sum + each, 0)
  const label = (word: string, count: number | undefined): string =>
    count === undefined ? word : `${word} (${count})`
  const named = topics.flatMap((each) =>
    each.topic === null ? [] : [{ value: each.topic, label: each.title }],
  )
  const known = topic === undefined || named.some(({ value }) => value === topic)
  const field = useRef<HTMLInputElement>(null)
  useActions([
    {
      label: 'Search the entries',
      keys: '/',
      group: 'Content',
      run: () => field.current?.focus(),
    },
  ])
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <SearchBox
        ref={field}
        label="Search the entries"
        placeholder="Search titles"
        className="w-full sm:w-64"
        text={text}
        onSearch={(next) => {
          const { text: _, ...others } = search
          onChange(next ? { ...others, text: next } : others)
        }}
      />
      <Field label="State" hideLabel>
        <Select
          value={state ?? 'all'}
          onChoose={(next) => {
            const { state: _, ...others } = search
            onChange(next === 'all' ? others : { ...others, state: next })
          }}
          options={[
            { value: 'all', label: label('All states', all) },
            { value: 'published', label: label('Published', counts?.published) },
            { value: 'draft', label: label('Drafts', counts?.draft) },
            { value: 'withdrawn', label: label('Withdrawn', counts?.withdrawn) },
            { value: 'gone', label: label('File is gone', counts?.gone) },
          ]}
        />
      </Field>
      <Field label="Topic" hideLabel>
        <Select
          value={topic ?? ''}
          onChoose={(next) => {
            const { topic: _, ...others } = search
            onChange(next ? { ...others, topic: next } : others)
          }}
          options={[
            { value: '', label: 'All topics' },
            ...named.sort((a, b) => a.label.localeCompare(b.label)),
            ...(known ? [] : [{ value: topic, label: topic }]),
          ]}
        />
      </Field>
      {(state ?? topic ?? text) !== undefined && (
        <Button small tone="quiet" onClick={() => onChange(rest)}>
          Clear filters
        </Button>
      )}
    </div>
  )
}
