/** What was asked did not answer in the time that it has. */
export class LateError extends Error {
  override name = 'LateError'
}

/**
 * What comes of the work, unless it takes too long. The work itself goes on: it cannot be called back.
 * @throws LateError with the words, after so many milliseconds
 */
export async function inTime<T>(work: Promise<T>, ms: number, words: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(words)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
