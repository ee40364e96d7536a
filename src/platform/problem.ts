/** A problem document (RFC 9457): how every refusal over HTTP is written. */
export interface Problem {
  /** Names the kind of problem; a program may branch on it. */
  readonly type: string
  readonly title: string
  readonly status: number
  /** What is wrong this time, and what to do about it. */
  readonly detail: string
  readonly [extra: string]: unknown
}

/**
 * Writes a problem document. Its type follows from the title, so a title is as stable as a name.
 *
 * @example problem(404, 'Not found', 'there is no exception 7')
 */
export function problem(
  status: number,
  title: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): Problem {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return { ...extra, type: `urn:linchpin:problem:${name}`, title, status, detail }
}

/** The document as an answer, with its own media type. */
export function problemResponse(document: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(document), {
    status: document.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  })
}
