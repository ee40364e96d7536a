import { accountEndpoints, peopleEndpoints } from './api/accounts.ts'
import { auditEndpoints } from './api/audit.ts'
import { contentEndpoints } from './api/content.ts'
import { contractEndpoints } from './api/contracts.ts'
import { decisionEndpoints } from './api/decisions.ts'
import { exampleEndpoints } from './api/example.ts'
import { entryEndpoints } from './api/entries.ts'
import { engineEndpoints } from './api/engines.ts'
import { exceptionEndpoints } from './api/exceptions.ts'
import { experimentEndpoints } from './api/experiments.ts'
import { heldEndpoints } from './api/held.ts'
import { integrationEndpoints } from './api/integrations.ts'
import { keyEndpoints } from './api/keys.ts'
import { overviewEndpoints } from './api/overview.ts'
import { passkeyEndpoints } from './api/passkeys.ts'
import { placementEndpoints } from './api/placements.ts'
import { reportEndpoints } from './api/reports.ts'
import { runEndpoints } from './api/runs.ts'
import { statusEndpoints } from './api/status.ts'
import { uploadEndpoints } from './api/uploads.ts'
import { workspaceEndpoints } from './api/workspace.ts'
import type { InputOf } from './api/endpoint.ts'

export type { AnswerOf, Endpoint, InputOf } from './api/endpoint.ts'

/**
 * The HTTP API, as a contract: pure values that the server, the command line, the admin and
 * `/api/openapi.json` are all made from.
 */
export const api = {
  ...statusEndpoints,
  ...workspaceEndpoints,
  ...engineEndpoints,
  ...overviewEndpoints,
  ...reportEndpoints,
  ...contractEndpoints,
  ...integrationEndpoints,
  ...runEndpoints,
  ...uploadEndpoints,
  ...exceptionEndpoints,
  ...decisionEndpoints,
  ...heldEndpoints,
  ...contentEndpoints,
  ...entryEndpoints,
  ...placementEndpoints,
  ...experimentEndpoints,
  ...keyEndpoints,
  ...exampleEndpoints,
  ...accountEndpoints,
  ...passkeyEndpoints,
  ...peopleEndpoints,
  ...auditEndpoints,
}

export type Api = typeof api

/** What a call is given; the parts that an endpoint does not take are left out. */
export interface Given<Name extends keyof Api> {
  readonly params?: InputOf<Api[Name]>['params']
  /** What is undefined is left out. */
  readonly query?: {
    readonly [K in keyof InputOf<Api[Name]>['query']]?: InputOf<Api[Name]>['query'][K] | undefined
  }
  readonly body?: InputOf<Api[Name]>['body']
}
