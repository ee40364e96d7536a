import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { exceptionHandlers } from './exceptions.ts'
import { keyHandlers } from './keys.ts'

/** What answers the whole API. */
export const handlersOf = (context: AppContext): Handlers => ({
  ...exceptionHandlers(context),
  ...keyHandlers(context),
})
