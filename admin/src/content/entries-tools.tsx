import { useEffect, useRef, useState } from 'react'
import { useActions, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import type { ContentSearch } from './content-search.ts'
import type { TopicEarned } from './earned.ts'

const settleMs = 250

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
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <SearchWords
        text={text ?? ''}
        onChange={(next) => {
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

/** Asks when the person pauses, not at each letter. */
function SearchWords(props: { readonly text: string; readonly onChange: (text: string) => void }) {
  const { text, onChange } = props
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [written, write] = useState(text)
  const [asked, setAsked] = useState(text)
  // Back and "Clear filters" change the address under the field.
  if (asked !== text) {
    setAsked(text)
    write(text)
  }
  useActions([
    {
      label: 'Search the entries',
      keys: '/',
      group: 'Content',
      run: () => field.current?.focus(),
    },
  ])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <Field label="Search the entries" hideLabel className="w-full sm:w-64">
      <Input
        ref={field}
        type="search"
        placeholder="Search titles"
        maxLength={200}
        value={written}
        onChange={({ currentTarget: { value } }) => {
          write(value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => {
            setAsked(value.trim())
            onChange(value.trim())
          }, settleMs)
        }}
      />
    </Field>
  )
}
