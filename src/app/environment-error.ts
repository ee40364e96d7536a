/** A variable of the environment says what cannot be. The message names it, and what to write there. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError'
}
