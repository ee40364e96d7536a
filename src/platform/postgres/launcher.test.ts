import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { claimFolder } from './launcher.ts'
import { PostgresBusyError } from './postgres-error.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-claim-'))
  return () => rm(folder, { recursive: true })
})

const deadClaim = () =>
  writeFile(
    join(folder, 'launcher-7.json'),
    JSON.stringify({ pid: process.pid, identity: 'before' }),
  )

describe('the claim to a folder', () => {
  test.each([
    ['nobody holds it', async () => {}],
    ['a dead process holds it', deadClaim],
  ])('is given to one of many who try at once, when %s', async (_, prepare) => {
    await prepare()
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => claimFolder(folder)))
    const won = tries.filter(({ status }) => status === 'fulfilled')
    const lost = tries.filter((each) => each.status === 'rejected')
    expect(won).toHaveLength(1)
    expect(lost.every(({ reason }) => reason instanceof PostgresBusyError)).toBe(true)
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('is free again when it was given back', async () => {
    await (
      await claimFolder(folder)
    )()
    await claimFolder(folder)
    await expect(claimFolder(folder)).rejects.toThrow(`is run by process ${process.pid}`)
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('does not hang on a claim that a power cut has left as zeros', async () => {
    await writeFile(join(folder, 'launcher-3.json'), '\0\0\0\0')
    await claimFolder(folder)
  })
})
