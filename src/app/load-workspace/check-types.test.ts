import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkTypes } from './check-types.ts'

let folder: string
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'linchpin-types-of-')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A workspace's own TypeScript, which does this. */
async function withCompiler(text: string): Promise<void> {
  const home = join(folder, 'node_modules/typescript')
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'package.json'), JSON.stringify({ bin: { tsc: 'tsc.cjs' } }))
  await writeFile(join(home, 'tsc.cjs'), text)
}

describe('a TypeScript that fails itself has not found the types to be right', () => {
  test.each([
    ['is broken', `console.error('\\nCannot find lib'); process.exit(1)`, '1: Cannot find lib;'],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'SIGKILL: it said nothing;'],
  ])('when it %s', async (_, text, said) => {
    await withCompiler(text)
    expect(await checkTypes(folder)).toEqual([
      {
        file: folder,
        message: `the types could not be checked, because TypeScript ended with ${said} mend that, or install it again (npm install typescript)`,
      },
    ])
  })
})

test('faults in what others wrote are not those of the workspace', async () => {
  const foreign = `${join(folder, 'node_modules/other/index.ts')}(1,2): error TS1: no\n`
  await withCompiler(`process.stdout.write(${JSON.stringify(foreign)}); process.exitCode = 2`)
  expect(await checkTypes(folder)).toEqual([])
})
