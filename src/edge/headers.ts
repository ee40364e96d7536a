/** Pages of any origin may read the answer: names and values in turn. */
export const openToAll = ['access-control-allow-origin', '*']

/** The headers of a body: names and values in turn. */
export const contentHeaders = (type: string, body: string): string[] => [
  'content-type',
  type,
  'content-length',
  String(new TextEncoder().encode(body).length),
]
