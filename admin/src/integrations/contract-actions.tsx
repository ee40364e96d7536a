import { useActions, useMay } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { useRun } from './readings.ts'
import type { Integration, Source } from './types.ts'
import { useContractSearch } from './use-contract-search.ts'

/** What can be done with a contract's sources of files: read them now, or give them a file. */
export function ContractActions({ of: { sources } }: { readonly of: Integration }) {
  const { change } = useContractSearch()
  const files = sources.filter(({ door }) => door === 'file')
  const [first] = files
  const run = useRun()
  const mayOperate = useMay('operate')
  const upload = ({ name }: Source) => change({ upload: name })
  useActions(
    first && mayOperate
      ? [
          {
            label: `Run ${first.name} now`,
            keys: 'r',
            group: 'Contract',
            run: () => run.start(first.name),
          },
          {
            label: `Upload a file for ${first.name}`,
            keys: 'u',
            group: 'Contract',
            run: () => upload(first),
          },
        ]
      : [],
  )
  if (!first) return <span>Its records are sent to the collector</span>
  if (!mayOperate) return <span>Your role reads; an operator runs and uploads</span>
  return (
    <>
      <ForSources label="Upload a file" sources={files} onChoose={upload} />
      <ForSources
        label="Run now"
        sources={files}
        onChoose={({ name }) => run.start(name)}
        busy={run.isStarting}
        main
      />
    </>
  )
}

/** One button; where there are several sources, it asks for which. */
function ForSources(props: {
  readonly label: string
  readonly sources: readonly Source[]
  readonly onChoose: (source: Source) => void
  readonly busy?: boolean
  readonly main?: boolean
}) {
  const { label, sources, onChoose, busy = false, main = false } = props
  const tone = main ? 'main' : 'plain'
  const [only] = sources
  if (sources.length === 1 && only) {
    return (
      <Button tone={tone} busy={busy} onClick={() => onChoose(only)}>
        {label}
      </Button>
    )
  }
  return (
    <Menu
      label={label}
      trigger={
        <Button tone={tone} busy={busy}>
          {label}
        </Button>
      }
      items={sources.map((source) => ({
        label: source.name,
        aside: source.path,
        onChoose: () => onChoose(source),
      }))}
    />
  )
}
