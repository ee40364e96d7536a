import { isDuration } from '../core/duration.ts'

/** What is wrong with a definition: the field inside it, and what to write there instead. */
export interface Fault {
  readonly field: string
  readonly instead: string
}

const finalPaths = ['quarantine', 'fallback', 'pause', 'review', 'ignore']
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/**
 * What is wrong with a declared path. It is used only when something has failed already, and a failure
 * that cannot be reported is the worst of all.
 * @param field where the path stands: `failures.late`
 */
export function faultInPath(field: string, declared: unknown): Fault | undefined {
  const path = declared as Readonly<Record<string, unknown>>
  if (path['path'] !== 'retry') return faultInFinal(field, path)
  const { times, base, cap, otherwise } = path
  if (!Number.isSafeInteger(times) || (times as number) < 1) {
    const instead = 'write how often it is tried again, for example retry({ times: 5, … })'
    return { field, instead }
  }
  if (!isDuration(base) || !isDuration(cap)) {
    return { field, instead: `write base and cap as durations, for example '1s' and '5m'` }
  }
  const follows = otherwise as { path?: unknown } | undefined
  if (!finalPaths.includes(follows?.path as string)) {
    return { field, instead: 'write what follows when no retry helps: otherwise: review()' }
  }
  return faultInFinal(`${field}.otherwise`, follows as Readonly<Record<string, unknown>>)
}

function faultInFinal(
  field: string,
  { path, route, due, to, reason }: Readonly<Record<string, unknown>>,
): Fault | undefined {
  const named = ['retry', ...finalPaths].map((name) => `${name}(…)`).join(', ')
  if (!finalPaths.includes(path as string)) return { field, instead: `write one of ${named}` }
  if (path === 'ignore') {
    if (isText(reason)) return undefined
    return { field, instead: `write why it may be left out: ignore('already held')` }
  }
  if (path === 'fallback' && !isText(to)) {
    return { field, instead: `write what it goes on with: fallback("yesterday's table")` }
  }
  if (route !== undefined && !isText(route)) {
    return { field: `${field}.route`, instead: `write the name of a route, for example 'revops'` }
  }
  if (due !== undefined && !isDuration(due)) {
    return { field: `${field}.due`, instead: `write a duration, for example '1d'` }
  }
  return undefined
}
