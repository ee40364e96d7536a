/** A fault in words: why it happened, what to do, and a line to send to whoever can help. */
export interface Fault {
  readonly why: string
  readonly advice?: string | undefined
  readonly code: string
}

interface ProblemDocument {
  readonly type?: unknown
  readonly title?: unknown
  readonly status?: unknown
  readonly detail?: unknown
}

const advice: Readonly<Record<number, string>> = {
  401: 'Sign in again to go on.',
  403: 'Ask an owner of the workspace for the right.',
  404: 'It may have been removed, or the address may be mistyped.',
  409: 'Somebody else may have changed it; load it anew.',
  429: 'Wait a moment before the next try.',
  503: 'This screen comes back by itself once the service does.',
}

/** Reads whatever was thrown: an ApiProblem, a failed connection, or a fault of this app. */
export function readFault(error: unknown): Fault {
  const problem = problemOf(error)
  if (problem) {
    const status = Number(problem.status)
    const title = textOf(problem.title) ?? 'The request was refused'
    const help = status === 0 ? advice[503] : advice[status]
    return {
      why: sentence(textOf(problem.detail) ?? title),
      ...(help ? { advice: help } : {}),
      code: `${status || ''} ${textOf(problem.type) ?? title}`.trim(),
    }
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return {
      why: 'Linchpin does not answer: it may be starting anew, or this computer may be offline.',
      advice: 'This screen comes back by itself once it answers.',
      code: `no answer: ${error.message}`,
    }
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return {
    why: 'This screen has a fault of its own.',
    advice: 'Load it anew, and report it.',
    code: message,
  }
}

function problemOf(error: unknown): ProblemDocument | undefined {
  if (typeof error !== 'object' || error === null || !('problem' in error)) return undefined
  const { problem } = error
  return typeof problem === 'object' && problem !== null ? problem : undefined
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** What the API writes as a part of a sentence, as a sentence of its own. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?)]$/.test(text) ? '' : '.'}`
