import { durationWords } from '../core/duration-words.ts'
import type { Contract } from './define.ts'
import { failureModes, type FailureMode } from './failure-mode.ts'
import type { Destination, FinalPath, Path } from './path.ts'

/**
 * A declared path as sentences that a marketer understands.
 * @param owner who is asked where the path names no route: the contract's owner
 */
export function describePath(path: Path, { owner }: { owner: string }): string {
  if (path.path !== 'retry') return describeFinal(path, owner)
  const { times, base, cap, otherwise } = path
  const often = times === 1 ? 'once' : `up to ${times} times`
  return (
    `It is tried again ${often}, at first after ${durationWords(base)}, at most ` +
    `${durationWords(cap)} apart. If that does not help: ${lowerFirst(describeFinal(otherwise, owner))}`
  )
}

function describeFinal(path: FinalPath, owner: string): string {
  switch (path.path) {
    case 'quarantine':
      return `It is kept whole and apart, and everything else goes on. ${asked(path, owner)}`
    case 'fallback':
      return `It goes on with ${path.to} instead, and that is counted. ${asked(path, owner)}`
    case 'pause':
      return `It stops until a person says go. ${asked(path, owner)}`
    case 'review':
      return `It goes on as it is. ${asked(path, owner)}`
    case 'ignore':
      return `It is left out and counted: ${path.reason}.`
  }
}

const asked = ({ route, due }: Destination, owner: string): string =>
  `${route ?? owner} is asked${due ? `, and has ${durationWords(due)}` : ''}.`

const lowerFirst = (sentence: string): string =>
  sentence.charAt(0).toLowerCase() + sentence.slice(1)

/** What a contract declares for one way of failing. */
export interface DescribedPath {
  readonly mode: FailureMode
  /** Drift has three faces with a path each; every other failure mode has one. */
  readonly face: 'added' | 'removed' | 'changed' | null
  readonly path: Path['path']
  readonly words: string
}

/** Every path of a contract in words, in the order of the failure modes. */
export function describePaths({
  failures,
  owner,
}: Pick<Contract, 'failures' | 'owner'>): DescribedPath[] {
  const described = (mode: FailureMode, face: DescribedPath['face'], path: Path) => ({
    mode,
    face,
    path: path.path,
    words: describePath(path, { owner }),
  })
  return failureModes.flatMap((mode) => {
    if (mode !== 'drift') return [described(mode, null, failures[mode])]
    const { added, removed, changed } = failures.drift
    return [
      described(mode, 'added', added),
      described(mode, 'removed', removed),
      described(mode, 'changed', changed),
    ]
  })
}
