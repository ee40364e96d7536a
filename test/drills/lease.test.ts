import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../src/platform/database/index.ts'
import { runChild } from '../harness/child.ts'
import { testDatabase } from '../harness/test-database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

async function marksFile() {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-lease-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'marks')
}

describe('a holder that hangs', () => {
  test('on another machine is cut off, and on waking learns it before it writes again', async () => {
    const file = await marksFile()
    const first = runChild('lease-holder.ts', [db.url, 'first', file, 'elsewhere'])
    const { 1: token } = (await first.says('held')).split(' ')
    const second = runChild('lease-holder.ts', [db.url, 'second', file, 'here'])
    first.kill('SIGUSR2')
    await second.says(`held ${Number(token) + 1}`)
    first.kill('SIGCONT')
    await first.says('refused')
    await first.says('lost')
    const marks = (await readFile(file, 'utf8')).trim().split('\n')
    expect(marks.lastIndexOf('first')).toBeLessThan(marks.indexOf('second'))
    expect(marks).toContain('second')
  })

  test('on this machine is killed, so that it lets go of its files', async () => {
    const file = await marksFile()
    const first = runChild('lease-holder.ts', [db.url, 'first', file, 'here'])
    await first.says('held')
    const second = runChild('lease-holder.ts', [db.url, 'second', file, 'here'])
    first.kill('SIGSTOP')
    await second.says('held')
    expect(await first.ended).toBe('SIGKILL')
  })
})
