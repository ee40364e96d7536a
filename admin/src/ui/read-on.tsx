import { Button } from './button.tsx'

/** Stands at the end of a list whose rest could not be read. */
export function ReadOn({ onReadOn }: { readonly onReadOn: () => void }) {
  return (
    <div
      role="alert"
      className="sticky left-0 flex w-fit flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 text-sm"
    >
      The rest could not be read.
      <Button small onClick={onReadOn}>
        Read on
      </Button>
    </div>
  )
}
