import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csv } from '../define.ts'
import { FileProblem } from './file-problem.ts'
import { inspectFile } from './inspect-file.ts'
import { listFiles } from './list-files.ts'
import { lookAtFile } from './look-at-file.ts'
import { asFileProblem } from './of-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-of-file-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const path = (name: string) => join(folder, name)
const look = async (name: string) =>
  inspectFile(path(name), csv(name), await lookAtFile(path(name)))

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => {
      if (!(error instanceof FileProblem)) throw error
      return [error.mode, error.message]
    },
  )

describe('what the operating system refuses', () => {
  test.each([
    ['ETIMEDOUT', 'timeout'],
    ['EIO', 'unavailable'],
    ['ESTALE', 'unavailable'],
    ['EHOSTDOWN', 'unavailable'],
    ['ENETUNREACH', 'unavailable'],
    ['ENOTCONN', 'unavailable'],
    ['EBUSY', 'unavailable'],
    ['EMFILE', 'unavailable'],
    ['EAGAIN', 'unavailable'],
    ['EREMOTEIO', 'unavailable'],
    ['EACCES', 'unauthorized'],
    ['EPERM', 'unauthorized'],
    ['ENOENT', 'missing'],
    ['ELOOP', 'missing'],
    ['EISDIR', 'malformed'],
  ])('%s is %s, whatever the call', (code, mode) => {
    const error = Object.assign(new Error(`${code}: refused`), { code, syscall: 'lstat' })
    expect(asFileProblem(error)).toMatchObject({
      mode,
      message: `it cannot be read: ${code}: refused`,
    })
  })

  test('is told without where the file lies on this machine', async () => {
    await symlink(path('around.csv'), path('around.csv'))
    expect(await problemOf(look('around.csv'))).toEqual([
      'missing',
      'it cannot be read: ELOOP: too many symbolic links encountered, stat',
    ])
  })

  test('is told from what goes wrong in ourselves', () => {
    const bug = new TypeError('no such function')
    expect(asFileProblem(bug)).toBe(bug)
    const known = new FileProblem('drift', 'name', 'a column is gone')
    expect(asFileProblem(known)).toBe(known)
  })

  test.skipIf(process.platform === 'win32')(
    'does not come of what a folder holds besides files: links to folders, and pipes that nobody writes (skipped on Windows, which has neither)',
    async () => {
      const exports = path('exports')
      await mkdir(join(exports, 'inner'), { recursive: true })
      await writeFile(join(exports, 'deals.csv'), 'id\n1\n')
      await symlink(join(exports, 'inner'), join(exports, 'last-month'))
      await symlink(join(exports, 'deals.csv'), join(exports, 'latest.csv'))
      await symlink(join(exports, 'nowhere'), join(exports, 'lost.csv'))
      execFileSync('mkfifo', [join(exports, 'pipe.csv')])
      expect(await listFiles(exports)).toEqual(
        ['deals.csv', 'latest.csv', 'lost.csv'].map((name) => join(exports, name)),
      )
      expect(await problemOf(listFiles(join(exports, 'pipe.csv')))).toEqual([
        'malformed',
        expect.stringContaining('it is neither a file nor a folder'),
      ])
    },
  )

  test('is said of real files and folders', async () => {
    await symlink(path('loop'), path('loop'))
    await symlink(folder, path('folder.csv'))
    await writeFile(path('plain.csv'), 'id\n1\n')
    expect(await problemOf(listFiles(path('loop')))).toEqual([
      'missing',
      expect.stringContaining('ELOOP'),
    ])
    expect(await problemOf(listFiles(path('plain.csv/deals')))).toEqual([
      'missing',
      expect.stringContaining('there is no such file or folder; put the export there'),
    ])
    expect(await problemOf(look('folder.csv'))).toEqual([
      'malformed',
      expect.stringContaining('EISDIR'),
    ])
  })

  test.runIf(process.platform === 'linux')(
    'a disk that gives no bytes is unavailable',
    async () => {
      // Linux answers with a true EIO where a process reads its own memory at 0.
      await symlink('/proc/self/mem', path('mem.csv'))
      expect(await problemOf(look('mem.csv'))).toEqual([
        'unavailable',
        'it cannot be read: EIO: i/o error, read',
      ])
    },
  )
})
