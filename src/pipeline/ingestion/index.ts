export {
  accept,
  type AcceptDeps,
  type Acceptance,
  type AcceptOptions,
  type Incoming,
} from './accept.ts'
export { dismiss } from './dismiss.ts'
export { heldUnder, listHeld, showHeld, type HeldListEntry } from './list-held.ts'
export type { HeldFilter, HeldSummary } from './quarantine-store.ts'
export type { ReplayDeps } from './replay-batch.ts'
export { previewReplay, replay, type Preview, type Replay } from './replay.ts'
export {
  createCollector,
  type Collector,
  type CollectorDeps,
  type CollectorLimits,
} from './collector/collector.ts'
