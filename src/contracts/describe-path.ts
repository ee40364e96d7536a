import { durationWords } from '../core/duration-words.ts'
import type { Contract } from './define.ts'
import { declaredPaths, type DeclaredPath } from './declared-paths.ts'
import type { FailureMode } from './failure-mode.ts'
import type { Destination, FinalPath, Ignore, Path } from './path.ts'

/** What a path is declared for. */
interface Declared {
  /** Who is asked where the path names no route: the contract's owner. */
  readonly owner: string
  readonly mode: FailureMode
}

/** Records of these do not go on as they are, whoever looks at them: they break their contract, or are behind what is held. */
const heldApart: readonly FailureMode[] = ['malformed', 'violation', 'late']

/** Of these nothing came that could go on. */
const nothingCame: readonly FailureMode[] = [
  'timeout',
  'unavailable',
  'rate-limited',
  'unauthorized',
  'missing',
  'stale',
  'over-budget',
]

/** A declared path as sentences that a marketer understands. */
export function describePath(path: Path, declared: Declared): string {
  if (path.path !== 'retry') {
    const { what, who } = describeFinal(path, declared)
    return [`${what.charAt(0).toUpperCase()}${what.slice(1)}.`, who && `${who}.`]
      .filter(Boolean)
      .join(' ')
  }
  const { times, base, cap, otherwise } = path
  const often = times === 1 ? 'once' : `up to ${times} times`
  const { what, who } = describeFinal(otherwise, declared)
  return (
    `It is tried again ${often}, at first after ${durationWords(base)}, at most ` +
    `${durationWords(cap)} apart. If that does not help, ${who ? `${who}; ${what}` : what}.`
  )
}

/** What is done, and who is asked, each a sentence without its end. */
interface Outcome {
  readonly what: string
  readonly who?: string
}

function describeFinal(path: FinalPath, { owner, mode }: Declared): Outcome {
  if (path.path === 'ignore') return { what: `it is left out and counted: ${path.reason}` }
  return { what: whatIsDone(path, mode), who: asked(path, owner) }
}

function whatIsDone(path: Exclude<FinalPath, Ignore>, mode: FailureMode): string {
  switch (path.path) {
    case 'quarantine':
      return 'it is kept whole and apart, and everything else goes on'
    case 'fallback':
      return `it goes on with ${path.to} instead, and that is counted`
    case 'pause':
      return 'it stops until a person says go'
    case 'review':
      if (heldApart.includes(mode)) return 'it waits, whole and apart'
      return nothingCame.includes(mode) ? 'everything else goes on' : 'it goes on as it is'
  }
}

const asked = ({ route, due }: Destination, owner: string): string =>
  `${route ?? owner} is asked${due ? `, and has ${durationWords(due)}` : ''}`

/** A declared path in words. */
export interface DescribedPath extends Omit<DeclaredPath, 'path'> {
  readonly path: Path['path']
  readonly words: string
}

/** Every path of a contract in words, in the order of the failure modes. */
export const describePaths = (contract: Pick<Contract, 'failures' | 'owner'>): DescribedPath[] =>
  declaredPaths(contract).map(({ mode, face, path }) => ({
    mode,
    face,
    path: path.path,
    words: describePath(path, { owner: contract.owner, mode }),
  }))
