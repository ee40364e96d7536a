export { accept, type AcceptDeps, type Acceptance, type Incoming } from './accept.ts'
export { createCollector, type Collector, type CollectorDeps } from './collector/collector.ts'
export { declaredColumns } from './files/read-header.ts'
export { dismiss } from './dismiss.ts'
export { countDoorSince, typicalDelay } from './door-store.ts'
export { lookAtDoor } from './look-at-door.ts'
export { dueSources } from './freshness.ts'
export { heldUnder, listHeld, showHeld } from './list-held.ts'
export { listRuns } from './list-runs.ts'
export { forgetSignals } from './forget.ts'
export { progressLine } from './progress-line.ts'
export {
  pull,
  RetryOvertakenError,
  SourceBusyError,
  type PullDeps,
  type PullOptions,
} from './pull.ts'
export type { HeldFilter } from './quarantine-store.ts'
export { raiseStale } from './raise-stale.ts'
export { reportUnread } from './report-unread.ts'
export { previewReplay, replay } from './replay.ts'
export { selectDueRetries, selectRetries, type PendingRetry } from './retry-store.ts'
export { interruptedSources, lastTimes, RunTakenOverError } from './run-store.ts'
export { storeSurely } from './store-surely.ts'
export {
  discardUpload,
  findUpload,
  forgetOldUploads,
  keepUpload,
  receiveUpload,
  UploadTooLargeError,
  type Upload,
} from './uploads/uploads.ts'
export { holdsUnbegun } from './uploads/holds-unbegun.ts'
export { previewFile } from './uploads/preview-file.ts'
export type { Progress, RunResult } from './run.ts'
export { unkeptPaths } from './unkept-paths.ts'
