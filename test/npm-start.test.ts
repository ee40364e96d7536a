import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from './harness/free-port.ts'

const root = join(import.meta.dirname, '..')

test('npm start that is asked to stop has stopped everything when it ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-npm-start-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  // As root, the database runs as a user of its own, who must be let through.
  await chmod(folder, 0o711)
  const config = `import { defineWorkspace } from 'linchpin'\nexport default defineWorkspace({ name: 'empty' })\n`
  await writeFile(join(folder, 'linchpin.config.ts'), config)
  const ports = ['--port', String(await freePort()), '--edge-port', String(await freePort())]
  const npm = spawn('npm', ['start', '--', '--workspace', folder, ...ports], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => processesOf(folder).forEach(({ pid }) => process.kill(pid, 'SIGKILL')))
  const exited = once(npm, 'exit')
  for await (const chunk of npm.stdout) if (String(chunk).includes('Linchpin ready')) break
  expect(processesOf(folder).length).toBeGreaterThan(2)

  npm.kill('SIGTERM')
  await exited
  expect(processesOf(folder)).toEqual([])
})

/** Whose command lines name the folder: npm itself, what it started, and the database. */
const processesOf = (folder: string): { pid: number; args: string }[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder))
    .map((line) => ({ pid: parseInt(line), args: line.trim() }))
