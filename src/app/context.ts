import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import type { LoadedWorkspace } from './load-workspace/load-workspace.ts'

/** What the app's parts are given: the workspace and everything that is open. */
export interface AppContext extends LoadedWorkspace {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
}
