// In the output of JSON.stringify a lone half of a surrogate pair always stands as an escape.
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi

/**
 * A value as JSON text that a jsonb column takes: NUL characters and halves of surrogate pairs, which
 * PostgreSQL refuses, become the replacement character.
 */
export const jsonbText = (value: unknown): string =>
  JSON.stringify(value).replace(unstorable, String.raw`$1\ufffd`)
