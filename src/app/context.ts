import type { Accounts } from '../accounts/index.ts'
import type { Contract } from '../contracts/index.ts'
import type { ExceptionRoute } from '../exceptions/define.ts'
import type { KeptWarehouse } from '../pipeline/processing/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import type { LoadedWorkspace } from './load-workspace/load-workspace.ts'
import type { Pulls } from './pulls.ts'

/** The facts, for those who ask. */
export type Facts = Omit<KeptWarehouse, 'stop'>

/** What the app's parts are given: the workspace and everything that is open. */
export interface AppContext extends LoadedWorkspace {
  /** Those of the workspace, and those of what Linchpin tells itself. */
  readonly contracts: readonly Contract[]
  readonly routes: readonly ExceptionRoute[]
  readonly db: Database
  readonly facts: Facts
  readonly pulls: Pulls
  readonly accounts: Accounts
  /** Where the edge answers, if one is known: `http://127.0.0.1:4401`. */
  readonly edgeUrl?: string | undefined
  readonly clock: Clock
  readonly log: Log
}
