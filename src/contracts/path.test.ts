import { describe, expect, test } from 'vitest'
import { failureModes } from './failure-mode.ts'
import { fallback, finalPath, ignore, pause, quarantine, retry, review } from './path.ts'
import { standardPaths } from './standard-paths.ts'

describe('paths', () => {
  test('are values that say where to go', () => {
    expect(quarantine({ route: 'data' })).toEqual({ path: 'quarantine', route: 'data' })
    expect(pause()).toEqual({ path: 'pause' })
    expect(review({ due: '4h' })).toEqual({ path: 'review', due: '4h' })
    expect(fallback('yesterday', { route: 'web' })).toEqual({
      path: 'fallback',
      to: 'yesterday',
      route: 'web',
    })
    expect(ignore('harmless')).toEqual({ path: 'ignore', reason: 'harmless' })
  })

  test('a retry comes to what follows it; every other path to itself', () => {
    const otherwise = review({ route: 'data' })
    expect(retry({ times: 3, otherwise })).toEqual({
      path: 'retry',
      times: 3,
      base: '1s',
      cap: '5m',
      otherwise,
    })
    expect(finalPath(retry({ times: 3, otherwise }))).toBe(otherwise)
    expect(finalPath(otherwise)).toBe(otherwise)
  })

  test('the standard paths are total, and nothing that needs a person is without one', () => {
    const { drift, ...others } = standardPaths({ owner: 'ana' })
    expect(Object.keys({ drift, ...others }).sort()).toEqual([...failureModes].sort())
    for (const path of [...Object.values(others), ...Object.values(drift)].map(finalPath)) {
      expect(path.path === 'ignore' ? path.reason : path.route).toBeTruthy()
    }
  })
})
