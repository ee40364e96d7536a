import table from 'virtual:endpoints'
import type { AnswerOf, Api, Given } from '../../../src/app/api.ts'
import { ApiProblem, type Problem } from './problem.ts'
import { readAnswer, type Answered } from './read-answer.ts'

export type { Given }

export type Answer<Name extends keyof Api> = AnswerOf<Api[Name]>

// The build has made it of the same contract.
const endpoints = table as Readonly<Record<keyof Api, readonly ['GET' | 'POST' | 'DELETE', string]>>

const patienceMs = 30_000
/** A big file may be long under way. */
const filePatienceMs = 600_000

/** Under which state of the person's rights the screens were opened; the server tells when it is old. */
let epoch: number | null | undefined

/** The next answers are taken as they come, and the screens are opened under what they say. */
export const forgetEpoch = (): void => void (epoch = undefined)

/**
 * Calls an endpoint of the API.
 * @throws ApiProblem when it refuses or does not answer
 */
export async function call<Name extends keyof Api>(
  name: Name,
  given: Given<Name> = {},
  signal?: AbortSignal,
): Promise<Answer<Name>> {
  const [method] = endpoints[name]
  const file = given.body instanceof Blob ? given.body : undefined
  const late = AbortSignal.timeout(file ? filePatienceMs : patienceMs)
  const response = await ask(addressOf(name, given), {
    method,
    signal: signal ? AbortSignal.any([signal, late]) : late,
    credentials: 'same-origin',
    headers: {
      'content-type': file ? 'application/octet-stream' : 'application/json',
      ...(typeof epoch === 'number' && name !== 'showMe' && { 'x-linchpin-epoch': String(epoch) }),
    },
    ...(method === 'POST' ? { body: file ?? JSON.stringify(given.body ?? {}) } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiProblem(unanswered(method, late.aborted))
  })
  const answer = readAnswer(response) as Answer<Name>
  if (name === 'showMe') epoch ??= (answer as Answer<'showMe'>).epoch
  return answer
}

/** Asks, and hears the answer out: one that breaks off half-way is none. */
async function ask(address: string, init: RequestInit): Promise<Answered> {
  const response = await fetch(address, init)
  const { status } = response
  const type = response.headers.get('content-type') ?? ''
  return { status, type, text: await response.text() }
}

/** The address of an endpoint, for a link that downloads its answer. */
export function addressOf<Name extends keyof Api>(name: Name, given: Given<Name> = {}): string {
  const params = (given.params ?? {}) as Readonly<Record<string, unknown>>
  const path = endpoints[name][1].replace(/:(\w+)/g, (_, each: string) =>
    encodeURIComponent(String(params[each])),
  )
  const search = new URLSearchParams()
  const asked = (given.query ?? {}) as Readonly<
    Record<string, string | number | boolean | undefined>
  >
  for (const [each, value] of Object.entries(asked)) {
    if (value !== undefined) search.set(each, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

function unanswered(method: string, wasLate: boolean): Problem {
  const what = wasLate ? 'no answer came in time' : 'the app cannot be reached'
  return {
    type: 'urn:linchpin:problem:no-answer',
    title: 'No answer',
    status: 0,
    detail:
      method === 'GET'
        ? `${what}; nothing was changed`
        : `${what}; whether it was done is not known, so look before you do it again`,
  }
}
