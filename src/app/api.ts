import { exceptionEndpoints } from './api/exceptions.ts'
import { keyEndpoints } from './api/keys.ts'

export type { AnswerOf, Endpoint, InputOf } from './api/endpoint.ts'

/**
 * The HTTP API, as a contract: pure values that the server, the command line, the admin and
 * `/api/openapi.json` are all made from.
 */
export const api = { ...exceptionEndpoints, ...keyEndpoints }

export type Api = typeof api
