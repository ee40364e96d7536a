import { useId, useRef, useState, type DragEvent } from 'react'
import { buttonClass } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import type { Source } from './types.ts'
import { formatBytes } from '../ui/format.ts'

/** Takes a file: chosen, or dropped on it. */
export function ChooseFile({
  source,
  file,
  busy,
  onChoose,
}: {
  readonly source: Source
  readonly file: File | undefined
  readonly busy: boolean
  readonly onChoose: (file: File) => void
}) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const [chosen] = files ?? []
    if (chosen && !busy) onChoose(chosen)
    // So that the same file, mended, can be chosen once more.
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const kind = source.format === 'jsonl' ? 'JSON lines, one record a line' : 'CSV with a header'
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed px-4 py-4',
        isOver ? 'border-accent bg-accent-soft' : 'border-edge',
      )}
    >
      <input
        ref={input}
        id={id}
        type="file"
        accept={source.format === 'jsonl' ? '.jsonl,.ndjson,.json' : '.csv,.tsv,.txt'}
        className="peer sr-only"
        onChange={(event) => take(event.currentTarget.files)}
      />
      <label
        htmlFor={id}
        className={cx(
          buttonClass('plain'),
          'cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent',
        )}
      >
        {file ? 'Choose another file' : 'Choose a file'}
      </label>
      <p role="status" className="min-w-0 grow basis-56 text-muted break-words">
        {busy && file
          ? `${file.name} (${formatBytes(file.size)}) is being judged`
          : `or drop it here: ${kind}, up to 64 MB`}
      </p>
    </div>
  )
}
