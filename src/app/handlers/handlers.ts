import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { accountHandlers } from './accounts.ts'
import { auditHandlers } from './audit.ts'
import { contentHandlers } from './content.ts'
import { contractHandlers } from './contracts.ts'
import { decisionHandlers } from './decisions.ts'
import { exampleHandlers } from './example.ts'
import { entryHandlers } from './entries.ts'
import { engineHandlers } from './engines.ts'
import { exceptionHandlers } from './exceptions.ts'
import { experimentHandlers } from './experiments.ts'
import { heldHandlers } from './held.ts'
import { integrationHandlers } from './integrations.ts'
import { keyHandlers } from './keys.ts'
import { overviewHandlers } from './overview.ts'
import { passkeyHandlers } from './passkeys.ts'
import { peopleHandlers } from './people.ts'
import { placementHandlers } from './placements.ts'
import { reportHandlers } from './reports.ts'
import { runHandlers } from './runs.ts'
import { statusHandlers } from './status.ts'
import { uploadHandlers } from './uploads.ts'
import { workspaceHandlers } from './workspace.ts'

/** What answers the whole API. */
export const handlersOf = (context: AppContext): Handlers => ({
  ...statusHandlers(context),
  ...workspaceHandlers(context),
  ...engineHandlers(context),
  ...overviewHandlers(context),
  ...reportHandlers(context),
  ...contractHandlers(context),
  ...integrationHandlers(context),
  ...runHandlers(context),
  ...uploadHandlers(context),
  ...exceptionHandlers(context),
  ...decisionHandlers(context),
  ...heldHandlers(context),
  ...contentHandlers(context),
  ...entryHandlers(context),
  ...placementHandlers(context),
  ...experimentHandlers(context),
  ...keyHandlers(context),
  ...exampleHandlers(context),
  ...accountHandlers(context),
  ...auditHandlers(context),
  ...passkeyHandlers(context),
  ...peopleHandlers(context),
})
