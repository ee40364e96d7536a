export const smallestBatch = 100
export const largestBatch = 5_000
const slowMs = 500

/**
 * How many signals the next batch may have. More make each one cheaper; fewer keep the delay, the
 * memory and the time that others in the process wait small.
 * @param got how many the last batch had, and how long it took
 */
export function nextBatchSize(size: number, got: number, tookMs: number): number {
  if (tookMs > slowMs) return Math.max(smallestBatch, size >> 1)
  if (got === size && tookMs < slowMs / 2) return Math.min(largestBatch, size * 2)
  return size
}
