export { accept, type AcceptDeps, type Acceptance, type Incoming } from './accept.ts'
export { createCollector, type Collector, type CollectorDeps } from './collector/collector.ts'
export { storeSurely } from './collector/store-surely.ts'
export { dismiss } from './dismiss.ts'
export { dueSources, staleContracts, type LastTimes } from './freshness.ts'
export { heldUnder, listHeld } from './list-held.ts'
export { progressLine } from './progress-line.ts'
export {
  NotAFileSourceError,
  pull,
  SourceBusyError,
  type PullDeps,
  type PullOptions,
} from './pull.ts'
export type { HeldFilter } from './quarantine-store.ts'
export { raiseStale } from './raise-stale.ts'
export { previewReplay, replay } from './replay.ts'
export { interruptedSources, lastTimes, listRuns, type ListedRun } from './run-store.ts'
export type { FileTrouble, Progress, RunResult } from './run.ts'
