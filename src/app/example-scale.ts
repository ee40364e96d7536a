import { EnvironmentError } from './environment-error.ts'

/**
 * How much of the example's history is wanted: a part of it is enough to try things on.
 * @throws EnvironmentError naming what was written instead of a number above 0, at most 1
 */
export function exampleScale(text: string | undefined): number {
  const scale = Number(text || '1')
  if (scale > 0 && scale <= 1) return scale
  throw new EnvironmentError(
    `LINCHPIN_EXAMPLE_SCALE is '${text}'; write a number above 0, at most 1: 0.1`,
  )
}
