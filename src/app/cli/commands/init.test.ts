import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = join(import.meta.dirname, '../main.ts')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-init-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function linchpin(...args: string[]) {
  const run = promisify(execFile)(process.execPath, [main, ...args], { cwd: folder })
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  )
}

describe('linchpin init', () => {
  test('writes a workspace in which nothing is wrong', async () => {
    const { stdout } = await linchpin('init', '--workspace', 'My Shop')
    expect(stdout).toContain('wrote My Shop/linchpin.config.ts')
    expect(stdout).toContain('linchpin start --workspace')
    const check = await linchpin('check', '--workspace', 'My Shop', '--json')
    expect(JSON.parse(check.stdout)).toEqual({
      ok: true,
      typesChecked: true,
      workspace: { name: 'my-shop', parts: { contracts: 1, sources: 1, routes: 1 } },
      findings: [],
    })
  })

  test('never overwrites', async () => {
    const config = join(folder, 'My Shop/linchpin.config.ts')
    await writeFile(config, '// mine')
    const again = await linchpin('init', '--workspace', 'My Shop')
    expect(again).toMatchObject({ code: 1, stdout: '' })
    expect(again.stderr).toContain('is a workspace already; nothing was written')
    expect(await readFile(config, 'utf8')).toBe('// mine')

    await writeFile(join(folder, '.gitignore'), 'dist/\n')
    const { stdout } = await linchpin('init')
    expect(stdout).toContain('kept  .gitignore, which was there already')
    expect(stdout).toContain('Add a line `.linchpin/` to .gitignore')
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('dist/\n')
  })
})
