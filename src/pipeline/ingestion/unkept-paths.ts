import {
  declaredPaths,
  finalPath,
  type Contract,
  type DeclaredPath,
} from '../../contracts/index.ts'
import type { Source } from './define.ts'

type Door = Source['from']['door']

/** In which ways an exchange can fail at each door as it is built today. */
const happens: Readonly<Record<Door, readonly string[]>> = {
  collector: ['malformed', 'violation', 'duplicate', 'late', 'stale', 'conflict'],
  file: [
    'timeout',
    'unavailable',
    'unauthorized',
    'missing',
    'malformed',
    'violation',
    'drift.added',
    'drift.removed',
    'duplicate',
    'late',
    'stale',
    'conflict',
  ],
}

/** What is judged, and not merely tried: the same record, column or promise is judged the same again. */
const judged: Readonly<Record<Door, readonly string[]>> = {
  collector: happens.collector,
  file: ['violation', 'drift.added', 'drift.removed', 'duplicate', 'late', 'stale'],
}

/** The paths that a contract declares and that a door cannot carry out, each as a sentence that says what to write. */
export function unkeptPaths(contract: Contract, doors: readonly Door[]): string[] {
  const said = doors.flatMap((door) =>
    declaredPaths(contract).flatMap((declared) => whyNot(declared, door)),
  )
  return [...new Set(said)]
}

function whyNot({ mode, face, path }: DeclaredPath, door: Door): string[] {
  const what = face === null ? mode : `${mode}.${face}`
  if (!happens[door].includes(what)) return []
  const final = finalPath(path)
  const reasons: string[] = []
  if (path.path === 'retry' && judged[door].includes(what)) {
    reasons.push(
      `retry(…) for ${what} is not carried out, because it is judged the same however often it is ` +
        `looked at: write what follows it, ${final.path}(…)`,
    )
  }
  if (final.path === 'fallback') {
    reasons.push(
      `fallback(…) for ${what} is not carried out, because nothing stands in for a record, and what ` +
        `landed before stays in force anyway: write quarantine(…) or review(…)`,
    )
  }
  if (final.path === 'pause' && mode === 'stale') {
    reasons.push(
      `pause(…) for stale is not carried out, because a source that is not read stays stale: write review(…)`,
    )
  } else if (final.path === 'pause' && door === 'collector') {
    reasons.push(
      `pause(…) for ${what} is not carried out, because what is sent to the collector would be lost: ` +
        `write quarantine(…) or review(…)`,
    )
  }
  return reasons
}
