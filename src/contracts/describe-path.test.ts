import { describe, expect, test } from 'vitest'
import { describePath, describePaths } from './describe-path.ts'
import { failureModes } from './failure-mode.ts'
import { fallback, ignore, pause, quarantine, retry, review } from './path.ts'
import { standardPaths } from './standard-paths.ts'

const owner = 'revops'
const mode = 'missing'

describe('a path in words', () => {
  test('says what happens to the record and who is asked', () => {
    expect(describePath(quarantine(), { owner, mode })).toBe(
      'It is kept whole and apart, and everything else goes on. revops is asked.',
    )
    expect(describePath(review({ route: 'web', due: '4h' }), { owner, mode })).toBe(
      'Everything else goes on. web is asked, and has 4 hours.',
    )
    expect(describePath(review(), { owner, mode: 'drift' })).toBe(
      'It goes on as it is. revops is asked.',
    )
    expect(describePath(review(), { owner, mode: 'late' })).toBe(
      'It waits, whole and apart. revops is asked.',
    )
    expect(describePath(pause({ route: 'integrations' }), { owner, mode })).toBe(
      'It stops until a person says go. integrations is asked.',
    )
    expect(describePath(fallback("yesterday's table"), { owner, mode })).toBe(
      "It goes on with yesterday's table instead, and that is counted. revops is asked.",
    )
    expect(describePath(ignore('new fields are harmless'), { owner, mode })).toBe(
      'It is left out and counted: new fields are harmless.',
    )
  })

  test('a retry says how often, how far apart and what follows', () => {
    expect(describePath(retry({ times: 5, otherwise: review() }), { owner, mode })).toBe(
      'It is tried again up to 5 times, at first after 1 second, at most 5 minutes apart. ' +
        'If that does not help, revops is asked; everything else goes on.',
    )
    const otherwise = ignore('nobody reads it')
    expect(describePath(retry({ times: 2, otherwise }), { owner, mode })).toContain(
      'If that does not help, it is left out and counted: nobody reads it.',
    )
    expect(describePath(retry({ times: 1, otherwise: pause() }), { owner, mode })).toContain(
      'again once',
    )
  })
})

describe('the paths of a contract', () => {
  const paths = describePaths({ failures: standardPaths({ owner }), owner })

  test('are all there, and drift has its three faces', () => {
    expect(new Set(paths.map(({ mode }) => mode))).toEqual(new Set(failureModes))
    expect(paths.filter(({ mode }) => mode === 'drift').map(({ face }) => face)).toEqual([
      'added',
      'removed',
      'changed',
    ])
  })

  test('each is a sentence', () => {
    for (const { words } of paths) expect(words).toMatch(/^[A-Z].+\.$/)
  })
})
