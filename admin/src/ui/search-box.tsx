import { useEffect, useState, type Ref } from 'react'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

const patienceMs = 250

/**
 * Searches once the person has stopped to write for a moment. What comes from elsewhere (back, a link,
 * filters that are cleared) is taken over.
 *
 * - `text`: what is searched for now; undefined for nothing
 * - `onSearch`: told what to search for
 */
export function SearchBox(props: {
  readonly ref?: Ref<HTMLInputElement>
  readonly label: string
  readonly placeholder: string
  readonly className?: string | undefined
  readonly text: string | undefined
  readonly onSearch: (text: string | undefined) => void
}) {
  const { ref, label, placeholder, className, text, onSearch } = props
  const [written, write] = useState(text ?? '')
  // What stands there, and what this box has asked for since, which comes to stand there a little later.
  const [asked, ask] = useState([text])
  if (text !== asked[0]) {
    const place = asked.indexOf(text)
    ask(place < 0 ? [text] : asked.slice(place))
    if (place < 0) write(text ?? '')
  }
  const wanted = written.trim() || undefined
  const last = asked.at(-1)
  useEffect(() => {
    if (wanted === last) return
    const timer = setTimeout(() => {
      ask((before) => [...before, wanted])
      onSearch(wanted)
    }, patienceMs)
    return () => clearTimeout(timer)
  }, [wanted, last, onSearch])
  return (
    <Field label={label} hideLabel className={className}>
      <Input
        ref={ref}
        type="search"
        placeholder={placeholder}
        value={written}
        maxLength={200}
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
    </Field>
  )
}
