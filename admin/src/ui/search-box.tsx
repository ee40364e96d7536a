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
  // What this box asked for; anything else that stands there came from elsewhere.
  const [known, setKnown] = useState(text)
  if (text !== known) {
    setKnown(text)
    write(text ?? '')
  }
  const wanted = written.trim() || undefined
  useEffect(() => {
    if (wanted === known) return
    const timer = setTimeout(() => {
      setKnown(wanted)
      onSearch(wanted)
    }, patienceMs)
    return () => clearTimeout(timer)
  }, [wanted, known, onSearch])
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
