import type { Report } from './define.ts'
import { channelPipeline } from './reports/channel-pipeline.ts'
import { reconciliation, type ReconciliationDeps } from './reports/reconciliation.ts'
import { topicPipeline } from './reports/topic-pipeline.ts'

/** The reports that every workspace has. */
export const builtInReports = (deps: ReconciliationDeps): readonly Report[] => [
  channelPipeline,
  topicPipeline,
  reconciliation(deps),
]
