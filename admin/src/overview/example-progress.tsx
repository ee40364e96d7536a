import { useQuery } from '@tanstack/react-query'
import { query } from '../app/index.ts'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'

/** How far the example company is while its history is brought in; nothing at any other time. */
export function ExampleProgress() {
  const { data } = useQuery({
    ...query('showExample'),
    refetchInterval: ({ state }) => (state.data?.state === 'loading' ? 1_000 : false),
  })
  if (data?.state !== 'loading') return null
  const { step, done, total } = data
  return (
    <Panel label="The example company">
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap justify-between gap-x-4">
          {/* The figures go on every second: whoever hears the screen asks the bar for them. */}
          <span role="status" className="font-semibold">
            The example company is moving in
          </span>
          <span className="text-muted">
            {formatCount(done)} of {formatCount(total)} records
          </span>
        </p>
        <progress
          aria-label="Records that are in"
          className="h-1.5 w-full accent-accent"
          max={Math.max(total, 1)}
          value={done}
        />
        {step && <p className="text-sm text-muted">{step}</p>}
      </div>
    </Panel>
  )
}
