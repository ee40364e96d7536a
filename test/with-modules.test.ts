import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'linchpin-with-modules-')))
  await mkdir(join(root, 'scripts'))
  await cp(join(import.meta.dirname, '../scripts/with-modules.mjs'), join(root, 'scripts/it.mjs'))
  await writeFile(join(root, 'package-lock.json'), '{}')
  await writeFile(join(root, 'hello.mjs'), `console.log('hello')`)
  return () => rm(root, { recursive: true, force: true })
})

/** An npm that installs the packages so. */
async function installs(how: string): Promise<void> {
  const npm = join(root, 'bin/npm')
  await mkdir(join(root, 'bin'), { recursive: true })
  await writeFile(npm, `#!/bin/sh\nrm -rf node_modules; mkdir -p node_modules/node/bin; ${how}\n`)
  await chmod(npm, 0o755)
}
const without = 'true'
const withNode = `ln -s "${process.execPath}" node_modules/node/bin/node`

const run = () =>
  spawnSync(process.execPath, ['scripts/it.mjs', 'hello.mjs'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}` },
  })
const stamp = () => existsSync(join(root, 'node_modules/.linchpin-lock'))

describe.skipIf(process.platform === 'win32')(
  'an install that brought no Node (skipped on Windows, whose npm is no shell script)',
  () => {
    test('says so and how to mend it, and is made again by the next command', async () => {
      await installs(without)
      for (const _ of ['once', 'again']) {
        const { status, stderr } = run()
        expect(status).toBe(1)
        expect(stderr).toContain('npm config set ignore-scripts false --location=project')
        expect(stderr).not.toContain('    at ')
        expect(stamp()).toBe(false)
      }
      await installs(withNode)
      expect(run()).toMatchObject({ status: 0, stdout: 'hello\n' })
      expect(stamp()).toBe(true)
    })

    test('is made again also where it was taken for whole', async () => {
      await installs(withNode)
      expect(run()).toMatchObject({ status: 0 })
      await rm(join(root, 'node_modules/node/bin/node'))
      expect(run()).toMatchObject({ status: 0, stdout: 'hello\n' })
    })

    test('that starts no program is said, too', async () => {
      await installs('echo > node_modules/node/bin/node')
      const { status, stderr } = run()
      expect(status).toBe(1)
      expect(stderr).toContain('does not start')
      expect(stderr).not.toContain('    at ')
    })
  },
)
