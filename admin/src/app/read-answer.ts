import { ApiProblem, type Problem } from './problem.ts'

/** An answer as it came over the line. */
export interface Answered {
  readonly status: number
  /** Its media type. */
  readonly type: string
  readonly text: string
}

/**
 * What the API answered: a value, or the text of what is no JSON.
 * @throws ApiProblem when it refused, or something else has answered in its place
 */
export function readAnswer(answered: Answered): unknown {
  const { status, type, text } = answered
  const isProblem = type.includes('problem+json')
  const isGood = status >= 200 && status < 300
  // The API shows no page at these addresses; whoever lets people in before it does.
  if ((!isGood && !isProblem) || type.startsWith('text/html')) throw strange(status)
  if (!isProblem && !type.startsWith('application/json')) return text
  const value = parse(answered)
  if (isProblem) throw new ApiProblem(value as Problem)
  return value
}

function parse({ status, text }: Answered): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw strange(status)
  }
}

const strange = (status: number): ApiProblem =>
  new ApiProblem({
    type: 'urn:linchpin:problem:strange-answer',
    title: 'Strange answer',
    // Nobody knows what came of the request: as after a bad gateway.
    status: status < 400 ? 502 : status,
    detail: `something between this browser and the app answered with the status ${status}`,
  })
