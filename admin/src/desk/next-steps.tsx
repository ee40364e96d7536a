import type { Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'

/** What happens by itself, in the order in which it happens, and what the contract declares. */
export function NextSteps({ exception }: { readonly exception: Answer<'showException'> }) {
  const { next, declared, mode, contract } = exception
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex flex-col gap-2">
        {next.map(({ at, words }) => (
          <li key={words} className="flex gap-3">
            <span className="w-20 shrink-0 text-muted">
              {at === null ? '' : Date.parse(at) <= Date.now() ? 'in a moment' : <Age at={at} />}
            </span>
            <span className="min-w-0 text-pretty">{words}</span>
          </li>
        ))}
      </ol>
      {declared && (
        <p className="border-t border-line pt-3 text-sm text-muted text-pretty">
          {contract} declares for {mode}: {declared}
        </p>
      )}
    </div>
  )
}
