import pg from 'pg'

/** What PostgreSQL says when two transactions got into each other's way and it broke one of them. */
const conflicts = new Set(['40P01', '40001', '23505'])

const attempts = 5

/**
 * Runs a transaction again when it was broken for another's sake: a deadlock, or the same row
 * written by both. The work must be fit to run from its start again.
 */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const isConflict = error instanceof pg.DatabaseError && conflicts.has(error.code ?? '')
      if (!isConflict || attempt === attempts) throw error
    }
  }
}
