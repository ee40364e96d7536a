import {
  dueSources,
  holdsUnbegun,
  interruptedSources,
  lastTimes,
} from '../pipeline/ingestion/index.ts'
import type { AppContext } from './context.ts'
import { sourceStates } from './source-states.ts'
import { uploadsOf } from './uploads-of.ts'

/**
 * Reads the sources whose time has come, those whose reading was cut off, and uploads that landed and were
 * not read since. A source that stands still is left to a person, and one that is tried again to its next
 * attempt.
 */
export async function pullDue(deps: AppContext): Promise<void> {
  const { db, clock, workspace, pulls, stateFolder } = deps
  const stateOf = await sourceStates(deps)
  const waiting = workspace.sources.filter((source) => {
    const { retry, pausedBy } = stateOf(source)
    return retry !== undefined || pausedBy !== undefined
  })
  const names = new Set(waiting.map(({ name }) => name))
  const due = dueSources(workspace.sources, await lastTimes(db), names, clock.now())
  const interrupted = new Set(await interruptedSources(db))
  const cutOff = workspace.sources.filter(
    (source) => interrupted.has(source.name) && stateOf(source).pausedBy === undefined,
  )
  for (const source of new Set([...due, ...cutOff])) pulls.start(source)
  for (const source of workspace.sources) {
    const { name, from } = source
    if (from.door !== 'file' || names.has(name)) continue
    // Whoever landed it was told that it is read, also where the source itself has no times of its own.
    const isUnread = await holdsUnbegun(db, uploadsOf(stateFolder), name)
    if (isUnread) pulls.start(source, { uploadsOnly: true })
  }
}
