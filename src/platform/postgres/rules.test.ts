import { describe, expect, test } from 'vitest'
import { readPostmasterFile, runsData } from './postmaster-file.ts'
import { mayPass } from './reach.ts'

describe('who may pass through a folder', () => {
  const folder = { uid: 1, gid: 2, mode: 0o40710 }
  test.each([
    ['its owner, by the first digit', { uid: 1, gid: 9 }, true],
    ['its group, by the second', { uid: 9, gid: 2 }, true],
    ['others, by the third', { uid: 9, gid: 9 }, true],
  ])('%s', (_, user, expected) => {
    expect(mayPass({ ...folder, mode: 0o40111 }, user)).toBe(expected)
  })

  test('the owner is judged as owner only, even where the group may', () => {
    expect(mayPass({ ...folder, mode: 0o40010 }, { uid: 1, gid: 2 })).toBe(false)
    expect(mayPass(folder, { uid: 9, gid: 9 })).toBe(false)
  })
})

describe('postmaster.pid', () => {
  test('is read by its lines', () => {
    const text = '123\n/a b/data\n1700000000\n5433\n\n127.0.0.1\n  1 2\nready   \n'
    expect(readPostmasterFile(text)).toEqual({
      pid: 123,
      data: '/a b/data',
      startedAt: new Date(1_700_000_000_000),
      port: 5433,
      status: 'ready',
    })
  })

  test.each(['', '123\n', '123\n/data\n17', 'x\n/data\n1\n5433\n'])('cut short: %j', (text) => {
    expect(readPostmasterFile(text)).toBeUndefined()
  })

  test.each([
    ['/opt/x y/bin/postgres -D /a b/data -p 5433', true],
    ['postgres -D /a b/data', true],
    ['/opt/bin/postgres -D /a b/data2 -p 5433', false],
    ['sleep 60', false],
    ['vim -D /a b/data ', false],
  ])('is it of this folder: %s: %s', (command, expected) => {
    expect(runsData(command, '/a b/data')).toBe(expected)
  })
})
