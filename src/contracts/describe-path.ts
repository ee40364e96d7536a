import { durationWords } from '../core/duration-words.ts'
import type { Contract } from './define.ts'
import { declaredPaths, type DeclaredPath } from './declared-paths.ts'
import type { FailureMode } from './failure-mode.ts'
import type { Destination, FinalPath, Path } from './path.ts'

/** What a path is declared for. */
interface Declared {
  /** Who is asked where the path names no route: the contract's owner. */
  readonly owner: string
  readonly mode: FailureMode
}

/** Records of these do not go on as they are, whoever looks at them: they break their contract, or are behind what is held. */
const heldApart: readonly FailureMode[] = ['malformed', 'violation', 'late']

/** A declared path as sentences that a marketer understands. */
export function describePath(path: Path, declared: Declared): string {
  if (path.path !== 'retry') return describeFinal(path, declared)
  const { times, base, cap, otherwise } = path
  const often = times === 1 ? 'once' : `up to ${times} times`
  return (
    `It is tried again ${often}, at first after ${durationWords(base)}, at most ` +
    `${durationWords(cap)} apart. If that does not help: ${lowerFirst(describeFinal(otherwise, declared))}`
  )
}

function describeFinal(path: FinalPath, { owner, mode }: Declared): string {
  switch (path.path) {
    case 'quarantine':
      return `It is kept whole and apart, and everything else goes on. ${asked(path, owner)}`
    case 'fallback':
      return `It goes on with ${path.to} instead, and that is counted. ${asked(path, owner)}`
    case 'pause':
      return `It stops until a person says go. ${asked(path, owner)}`
    case 'review':
      if (heldApart.includes(mode)) return `It waits, whole and apart. ${asked(path, owner)}`
      return `It goes on as it is. ${asked(path, owner)}`
    case 'ignore':
      return `It is left out and counted: ${path.reason}.`
  }
}

const asked = ({ route, due }: Destination, owner: string): string =>
  `${route ?? owner} is asked${due ? `, and has ${durationWords(due)}` : ''}.`

const lowerFirst = (sentence: string): string =>
  sentence.charAt(0).toLowerCase() + sentence.slice(1)

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
