import { problem } from '../../../../platform/problem.ts'

/** A request as any HTTP server has it. Header names in lower case; the path with its query. */
export interface ContentRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

export interface ContentAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

/** A document and what tells whether a reader has it already. */
export interface Document {
  readonly type: string
  readonly body: Buffer | string
  readonly etag: string
}

/** What is published may be read from any page. */
export const openToAll = { 'access-control-allow-origin': '*' }

export const sized = (type: string, body: Buffer | string) => ({
  'content-type': type,
  'content-length': String(Buffer.byteLength(body)),
})

/** Says no, as a problem document. */
export function refuse(
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): ContentAnswer {
  const body = JSON.stringify(problem(status, title, detail))
  const described = sized('application/problem+json', body)
  return { status, headers: { ...openToAll, ...headers, ...described }, body }
}
