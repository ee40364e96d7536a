import type { Answer } from '../app/index.ts'
import { Badge } from '../ui/badge.tsx'

type Entry = Pick<
  Answer<'searchEntries'>['entries'][number],
  'state' | 'latest' | 'published' | 'draft'
>

export const stateWords = {
  published: 'published',
  draft: 'draft',
  withdrawn: 'withdrawn',
  gone: 'file is gone',
} as const

/** What is not as usual about an entry; nothing where readers simply get its newest version. */
export function StateBadge({ entry }: { readonly entry: Entry }) {
  const { state, latest, published, draft } = entry
  if (state === 'gone') return <Badge tone="warn">{stateWords.gone}</Badge>
  if (state !== 'published') return <Badge>{stateWords[state]}</Badge>
  if (latest === published) return null
  return <Badge>{draft ? `version ${latest} is a draft` : `version ${latest} waits`}</Badge>
}
